//! Attacks that change files: outside of what is granted, and the one granted file into something else.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::Path;

use super::system::{self, HERE, address, call, text};
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("write-outside", outside),
    ("write-truncate-by-name", truncate_by_name),
    ("write-truncate-by-open", truncate_by_open),
    ("write-truncate-by-read", truncate_by_read),
    ("write-truncate-by-neither", truncate_by_neither),
    ("write-unlink", unlink),
    ("write-through-symlink", through_symlink),
    ("write-through-new-symlink", through_new_symlink),
    ("write-own-program", own_program),
    ("write-chmod", chmod),
    ("write-chown", chown),
    ("write-times", times),
    ("write-attribute", attribute),
    ("write-flags", flags),
    ("write-more-flags", more_flags),
];

pub const ANSWERS_ATTACKS: Attacks = &[
    ("answers-fifo", fifo),
    ("answers-device", device),
    ("answers-directory", directory),
    ("answers-symlink", answers_symlink),
    ("answers-hardlink", answers_hardlink),
    ("answers-sparse", sparse),
];

const PRECIOUS: &str = "precious.txt";

/// Makes a new file.
fn outside(stage: &Stage) -> Outcome {
    fs::write(stage.path("outside.txt"), "the labels, kept for the next run")?;
    Ok("outside.txt was made".to_owned())
}

/// Empties a file without opening it.
fn truncate_by_name(stage: &Stage) -> Outcome {
    let path = text(&stage.path(PRECIOUS))?;
    call(system::TRUNCATE, &[address(path.as_ptr()), 0])?;
    emptied(stage)
}

/// Empties a file as it is opened.
fn truncate_by_open(stage: &Stage) -> Outcome {
    File::create(stage.path(PRECIOUS))?;
    emptied(stage)
}

/// Empties a file that is opened only to read.
fn truncate_by_read(stage: &Stage) -> Outcome {
    const TRUNCATE: i32 = 0o1000;
    OpenOptions::new()
        .read(true)
        .custom_flags(TRUNCATE)
        .open(stage.path(PRECIOUS))?;
    emptied(stage)
}

/// Empties a file that is opened neither to read nor to write: the third mode, which drivers use.
fn truncate_by_neither(stage: &Stage) -> Outcome {
    const TRUNCATE: i32 = 0o1000;
    open_for_neither(stage, TRUNCATE)?;
    emptied(stage)
}

/// A descriptor that serves for special requests only. It takes the permission to read and write, and the right to do neither.
fn open_for_neither(stage: &Stage, flags: i32) -> io::Result<OwnedFd> {
    const NEITHER: i32 = 3;
    let path = text(&stage.path(PRECIOUS))?;
    let descriptor = call(system::OPENAT, &[HERE, address(path.as_ptr()), (NEITHER | flags) as usize])?;
    // SAFETY: the call has just made this descriptor, which nothing else owns.
    Ok(unsafe { OwnedFd::from_raw_fd(descriptor as i32) })
}

fn emptied(stage: &Stage) -> Outcome {
    match fs::metadata(stage.path(PRECIOUS))?.len() {
        0 => Ok("precious.txt is empty".to_owned()),
        length => Err(io::Error::other(format!("{length} bytes are still there"))),
    }
}

/// Takes a file away.
fn unlink(stage: &Stage) -> Outcome {
    fs::remove_file(stage.path(PRECIOUS))?;
    Ok("precious.txt is gone".to_owned())
}

/// Writes through a link that lies in a folder that may be read.
fn through_symlink(stage: &Stage) -> Outcome {
    append(&stage.path("job/link-to-precious"))
}

/// Writes through a link made in the working directory.
fn through_new_symlink(stage: &Stage) -> Outcome {
    let link = Path::new("link-out");
    symlink(stage.path(PRECIOUS), link)?;
    let written = append(link);
    fs::remove_file(link)?;
    written
}

fn append(path: &Path) -> Outcome {
    OpenOptions::new().append(true).open(path)?.write_all(b"changed")?;
    Ok("precious.txt was changed".to_owned())
}

/// Puts another file in the place of this very program: the same program again.
fn own_program(_stage: &Stage) -> Outcome {
    let path = std::env::args_os().next().unwrap_or_default();
    let program = fs::read(&path)?;
    let in_place = OpenOptions::new().write(true).open(&path);
    if let Err(error) = in_place
        && error.kind() != io::ErrorKind::ExecutableFileBusy
    {
        return Err(error);
    }
    fs::remove_file(&path)?;
    fs::write(&path, program)?;
    fs::set_permissions(&path, Permissions::from_mode(0o755))?;
    Ok("the program is another file".to_owned())
}

/// Lets everyone write a file.
fn chmod(stage: &Stage) -> Outcome {
    const ALL: usize = 0o666;
    let path = text(&stage.path(PRECIOUS))?;
    call(system::FCHMODAT, &[HERE, address(path.as_ptr()), ALL])?;
    Ok("precious.txt has another mode".to_owned())
}

/// Gives a file to its own owner: even that is a change.
fn chown(stage: &Stage) -> Outcome {
    let path = stage.path(PRECIOUS);
    let is = fs::metadata(&path)?;
    let path = text(&path)?;
    let arguments = [HERE, address(path.as_ptr()), is.uid() as usize, is.gid() as usize];
    call(system::FCHOWNAT, &arguments)?;
    Ok("precious.txt was given away".to_owned())
}

/// Makes a file as old as the system's time.
fn times(stage: &Stage) -> Outcome {
    let path = text(&stage.path(PRECIOUS))?;
    let times = [0_i64; 4];
    call(system::UTIMENSAT, &[HERE, address(path.as_ptr()), address(&raw const times)])?;
    Ok("precious.txt is old".to_owned())
}

/// Writes an extended attribute.
fn attribute(stage: &Stage) -> Outcome {
    let path = text(&stage.path(PRECIOUS))?;
    let (name, value) = (c"user.attack", b"labels");
    let arguments = [
        address(path.as_ptr()),
        address(name.as_ptr()),
        address(value.as_ptr()),
        value.len(),
    ];
    call(system::SETXATTR, &arguments)?;
    Ok("precious.txt has an attribute".to_owned())
}

/// Asks that backups leave a file out.
fn flags(stage: &Stage) -> Outcome {
    const GET_FLAGS: usize = 0x8008_6601;
    const SET_FLAGS: usize = 0x4008_6602;
    const NO_DUMP: u64 = 0x40;
    let file = open_for_neither(stage, 0)?;
    let mut flags = 0_u64;
    call(
        system::IOCTL,
        &[file.as_raw_fd() as usize, GET_FLAGS, address(&raw mut flags)],
    )?;
    // Those that are set stay: a file system cannot always do without its own.
    flags |= NO_DUMP;
    call(
        system::IOCTL,
        &[file.as_raw_fd() as usize, SET_FLAGS, address(&raw const flags)],
    )?;
    Ok("precious.txt has another flag".to_owned())
}

/// The same by a newer request.
fn more_flags(stage: &Stage) -> Outcome {
    const GET_ATTRIBUTES: usize = 0x801c_581f;
    const SET_ATTRIBUTES: usize = 0x401c_5820;
    const NO_DUMP: u32 = 0x80;
    let file = open_for_neither(stage, 0)?;
    let mut attributes = [0_u32; 7];
    call(
        system::IOCTL,
        &[file.as_raw_fd() as usize, GET_ATTRIBUTES, address(&raw mut attributes)],
    )?;
    attributes[0] |= NO_DUMP;
    call(
        system::IOCTL,
        &[file.as_raw_fd() as usize, SET_ATTRIBUTES, address(&raw const attributes)],
    )?;
    Ok("precious.txt has another flag".to_owned())
}

/// Makes the answers a pipe, on which whoever reads them waits for ever.
fn fifo(stage: &Stage) -> Outcome {
    const PIPE: usize = 0o010_600;
    let path = stage.answers()?;
    fs::remove_file(path)?;
    let name = text(path)?;
    call(system::MKNODAT, &[HERE, address(name.as_ptr()), PIPE])?;
    Ok("the answers are a pipe".to_owned())
}

/// Makes the answers the device that never ends.
fn device(stage: &Stage) -> Outcome {
    const CHARACTER_DEVICE: usize = 0o020_600;
    const ZERO: usize = 1 << 8 | 5;
    let path = stage.answers()?;
    fs::remove_file(path)?;
    let name = text(path)?;
    call(system::MKNODAT, &[HERE, address(name.as_ptr()), CHARACTER_DEVICE, ZERO])?;
    Ok("the answers never end".to_owned())
}

/// Makes the answers a folder.
fn directory(stage: &Stage) -> Outcome {
    let path = stage.answers()?;
    fs::remove_file(path)?;
    fs::create_dir(path)?;
    Ok("the answers are a folder".to_owned())
}

/// Makes the answers a link to a file that mlings can read and the program cannot.
fn answers_symlink(stage: &Stage) -> Outcome {
    let path = stage.answers()?;
    fs::remove_file(path)?;
    symlink(stage.path(PRECIOUS), path)?;
    Ok("the answers are a link".to_owned())
}

/// Makes the answers another name of such a file.
fn answers_hardlink(stage: &Stage) -> Outcome {
    let path = stage.answers()?;
    fs::remove_file(path)?;
    fs::hard_link(stage.path(PRECIOUS), path)?;
    Ok("the answers are a precious file".to_owned())
}

/// Makes the answers a gigabyte long without writing it.
fn sparse(stage: &Stage) -> Outcome {
    const LENGTH: u64 = 1 << 30;
    OpenOptions::new().write(true).open(stage.answers()?)?.set_len(LENGTH)?;
    Ok("the answers are 1 GiB long".to_owned())
}
