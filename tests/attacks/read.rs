//! Attacks that read what is not theirs: files by every road to them, and other processes through `/proc`.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::{FromRawFd, OwnedFd};
use std::os::unix::fs::FileExt;
use std::os::unix::process::parent_id;
use std::path::{Path, PathBuf};

use super::system::{self, HERE, address, call, text};
use super::victim::SECRET;
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("read-shadow", shadow),
    ("read-ssh-key", ssh_key),
    ("read-home-listing", home_listing),
    ("read-home-watch", home_watch),
    ("read-labels-absolute", labels_absolute),
    ("read-labels-dots", labels_dots),
    ("read-labels-symlink", labels_symlink),
    ("read-labels-new-symlink", labels_new_symlink),
    ("read-labels-hardlink", labels_hardlink),
    ("read-labels-rename", labels_rename),
    ("read-labels-proc-root", labels_proc_root),
    ("read-labels-handle", labels_handle),
    ("read-parent-fd", |_| descriptors(parent_id())),
    ("read-parent-mem", parent_memory),
    ("read-parent-environ", |_| proc_file(parent_id(), "environ")),
    ("read-parent-cmdline", |_| proc_file(parent_id(), "cmdline")),
    ("read-victim-fd", |stage| descriptors(victim(stage)?)),
    ("read-victim-mem", victim_memory),
    ("read-victim-environ", |stage| proc_file(victim(stage)?, "environ")),
    ("read-victim-cmdline", |stage| proc_file(victim(stage)?, "cmdline")),
];

/// The password hashes of the machine. Only their length is told.
fn shadow(_stage: &Stage) -> Outcome {
    let bytes = fs::read("/etc/shadow")?;
    Ok(format!("{} bytes of /etc/shadow", bytes.len()))
}

/// A private key in a home folder.
fn ssh_key(stage: &Stage) -> Outcome {
    whole(&stage.path("home/.ssh/id_ed25519"))
}

/// The names of what lies in a home folder.
fn home_listing(stage: &Stage) -> Outcome {
    let entries: io::Result<Vec<_>> = fs::read_dir(stage.path("home"))?.collect();
    Ok(format!("{:?}", entries?.first().map(fs::DirEntry::file_name)))
}

/// The names of whatever is opened in a home folder from now on.
fn home_watch(stage: &Stage) -> Outcome {
    const ALL_EVENTS: usize = 0xfff;
    let watch = call(system::INOTIFY_INIT, &[])?;
    let path = text(&stage.path("home"))?;
    call(system::INOTIFY_ADD_WATCH, &[watch, address(path.as_ptr()), ALL_EVENTS])?;
    Ok("the home folder is watched".to_owned())
}

/// The labels by their own name.
fn labels_absolute(stage: &Stage) -> Outcome {
    whole(&stage.path("labels.csv"))
}

/// The labels by a path that begins in a folder that may be read.
fn labels_dots(stage: &Stage) -> Outcome {
    whole(&stage.path("job/../labels.csv"))
}

/// The labels through a link that lies in a folder that may be read.
fn labels_symlink(stage: &Stage) -> Outcome {
    whole(&stage.path("job/link-to-labels"))
}

/// The labels through a link made in the working directory.
fn labels_new_symlink(stage: &Stage) -> Outcome {
    std::os::unix::fs::symlink(stage.path("labels.csv"), "link")?;
    let read = whole(Path::new("link"));
    fs::remove_file("link")?;
    read
}

/// The labels under a second name, in a folder that may be read.
fn labels_hardlink(stage: &Stage) -> Outcome {
    let name = stage.path("job/labels.csv");
    fs::hard_link(stage.path("labels.csv"), &name)?;
    let read = whole(&name);
    fs::remove_file(name)?;
    read
}

/// The labels, moved into a folder that may be read.
fn labels_rename(stage: &Stage) -> Outcome {
    let (old, new) = (stage.path("labels.csv"), stage.path("job/labels.csv"));
    fs::rename(&old, &new)?;
    let read = whole(&new);
    fs::rename(new, old)?;
    read
}

/// The labels by way of the root folder that `/proc` shows.
fn labels_proc_root(stage: &Stage) -> Outcome {
    let mut path = PathBuf::from("/proc/self/root").into_os_string();
    path.push(stage.path("labels.csv"));
    whole(Path::new(&path))
}

/// The labels by the handle of the file, which asks no folder on the way.
fn labels_handle(stage: &Stage) -> Outcome {
    const BYTES: u32 = 128;
    let mut handle = [0_u32; 2 + BYTES as usize / 4];
    handle[0] = BYTES;
    let mut mount = 0_i32;
    let path = text(&stage.path("labels.csv"))?;
    let arguments = [
        HERE,
        address(path.as_ptr()),
        address(handle.as_mut_ptr()),
        address(&raw mut mount),
    ];
    call(system::NAME_TO_HANDLE_AT, &arguments)?;
    let near = File::open(stage.path("job"))?;
    let near = std::os::fd::AsRawFd::as_raw_fd(&near) as usize;
    let descriptor = call(system::OPEN_BY_HANDLE_AT, &[near, address(handle.as_ptr())])?;
    // SAFETY: the call has just made this descriptor, which nothing else owns.
    let file = unsafe { OwnedFd::from_raw_fd(descriptor as i32) };
    first_line(File::from(file))
}

/// What another process has open.
fn descriptors(process: u32) -> Outcome {
    let entries: io::Result<Vec<_>> = fs::read_dir(format!("/proc/{process}/fd"))?.collect();
    let names: Vec<PathBuf> = entries?.iter().filter_map(|entry| fs::read_link(entry.path()).ok()).collect();
    match names.first() {
        Some(name) => Ok(format!("{} open, one is {}", names.len(), name.display())),
        None => Err(io::Error::other("nothing was to be seen")),
    }
}

/// The memory of mlings, from where its program begins.
fn parent_memory(_stage: &Stage) -> Outcome {
    let folder = format!("/proc/{}", parent_id());
    let memory = File::open(format!("{folder}/mem"))?;
    let maps = fs::read_to_string(format!("{folder}/maps"))?;
    let start = maps.split('-').next().unwrap_or_default();
    let start = u64::from_str_radix(start, 16).map_err(io::Error::other)?;
    let mut bytes = [0; 4];
    memory.read_exact_at(&mut bytes, start)?;
    Ok(format!("{bytes:x?} from its memory"))
}

/// The victim's secret, from its memory.
fn victim_memory(stage: &Stage) -> Outcome {
    let address = stage.number("victim.address")?;
    let memory = File::open(format!("/proc/{}/mem", victim(stage)?))?;
    let mut bytes = vec![0; SECRET.len()];
    memory.read_exact_at(&mut bytes, address as u64)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file that `/proc` keeps for another process.
fn proc_file(process: u32, name: &str) -> Outcome {
    let bytes = fs::read(format!("/proc/{process}/{name}"))?;
    if bytes.is_empty() {
        return Err(io::Error::other("nothing was in it"));
    }
    Ok(format!("{} bytes of its {name}", bytes.len()))
}

fn victim(stage: &Stage) -> io::Result<u32> {
    stage.number("victim.pid")?.try_into().map_err(io::Error::other)
}

fn whole(path: &Path) -> Outcome {
    first_line(File::open(path)?)
}

fn first_line(mut file: File) -> Outcome {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
