//! mlings' side of the refused calls: hears of each, refuses it, and remembers what was tried.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::access::Access;
use crate::calls::{self, RefusedCall};
use crate::grants;
use crate::layer::Layer;
use crate::program::Program;
use crate::refusal::{Deed, Refusal};

/// A path is not longer than this.
const PATH_BYTES: usize = 4096;

/// The descriptor through which a contained program's refused calls are put to mlings.
pub struct Listener {
    descriptor: OwnedFd,
    calls: Vec<RefusedCall>,
    /// The calls on files that are looked at on their way to the files layer, and what that layer grants; nothing where nobody asked.
    watched: Vec<RefusedCall>,
    granted: Access,
}

/// What is made of a call.
enum Ruling {
    Refuse,
    /// Left to the files layer.
    Continue,
}

impl Listener {
    /// `own` is the number of the program's process.
    pub fn new(descriptor: OwnedFd, program: &Program, own: u32) -> Self {
        let (watched, granted) = if program.access.watched {
            (calls::watched(), grants::of(program).resolved(|grant| seen_by(own, grant)))
        } else {
            (Vec::new(), Access::default())
        };
        Listener {
            descriptor,
            calls: calls::refused(&program.access, own),
            watched,
            granted,
        }
    }

    /// Takes one call, decides on it, and notes in `refusals` what will be refused.
    ///
    /// # Errors
    /// Where the program has ended meanwhile; there is nothing left to answer then.
    pub fn answer(&self, refusals: &mut Vec<Refusal>) -> io::Result<()> {
        let answered = self.receive().and_then(|call| {
            let ruling = self.decide(&call, refusals);
            self.send(call.id, ruling)
        });
        match answered {
            // One thread of the program may have ended with its question open; others go on.
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => Ok(()),
            answered => answered,
        }
    }

    fn receive(&self) -> io::Result<libc::seccomp_notif> {
        // SAFETY: the kernel asks for a zeroed structure of plain numbers, and fills it in.
        let mut call: libc::seccomp_notif = unsafe { std::mem::zeroed() };
        // SAFETY: the request is the one for this structure, which outlives the call.
        let done = unsafe { libc::ioctl(self.descriptor.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_RECV, &raw mut call) };
        if done == 0 {
            Ok(call)
        } else {
            Err(io::Error::last_os_error())
        }
    }

    fn send(&self, id: u64, ruling: Ruling) -> io::Result<()> {
        let (error, flags) = match ruling {
            Ruling::Refuse => (-libc::EPERM, 0),
            Ruling::Continue => (0, libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32),
        };
        let mut answer = libc::seccomp_notif_resp {
            id,
            val: 0,
            error,
            flags,
        };
        // SAFETY: the request is the one for this structure, which outlives the call.
        let done = unsafe { libc::ioctl(self.descriptor.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_SEND, &raw mut answer) };
        if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
    }

    fn decide(&self, call: &libc::seccomp_notif, refusals: &mut Vec<Refusal>) -> Ruling {
        let number = libc::c_long::from(call.data.nr);
        if let Some(watched) = self.watched.iter().find(|watched| watched.number == number)
            && !opens_to_empty(watched.name, call)
        {
            self.watch(watched.name, call, refusals);
            return Ruling::Continue;
        }
        let refused = self.calls.iter().find(|refused| refused.number == number);
        let (deed, name) = refused.map_or((Deed::Kernel, "a system call"), |refused| (refused.deed, refused.name));
        Refusal::count(refusals, Layer::SystemCalls, deed, name, None);
        Ruling::Refuse
    }

    /// Notes a file that the files layer will refuse. It decides by itself: what is read here may have changed by then.
    fn watch(&self, name: &str, call: &libc::seccomp_notif, refusals: &mut Vec<Refusal>) {
        let Some(path) = subject(name, call) else { return };
        let writes = !matches!(name, "execve" | "execveat") && !is_plain_read(name, call);
        if !self.granted.allows(&path, writes) {
            Refusal::count(refusals, Layer::Files, Deed::File, name, Some(path.display().to_string()));
        }
    }
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}

/// Which arguments of a call hold the folder's descriptor, the path, and the flags of an open.
fn places(name: &str) -> (Option<usize>, usize, Option<usize>) {
    match name {
        "open" => (None, 0, Some(1)),
        "openat" => (Some(0), 1, Some(2)),
        "symlink" => (None, 1, None),
        "symlinkat" => (Some(1), 2, None),
        name if name.ends_with("at") || name == "renameat2" => (Some(0), 1, None),
        _ => (None, 0, None),
    }
}

fn flags(name: &str, call: &libc::seccomp_notif) -> Option<u64> {
    places(name).2.map(|place| call.data.args[place])
}

fn opens_to_empty(name: &str, call: &libc::seccomp_notif) -> bool {
    flags(name, call).is_some_and(calls::is_uncovered_open)
}

fn is_plain_read(name: &str, call: &libc::seccomp_notif) -> bool {
    flags(name, call).is_some_and(|flags| flags & (libc::O_ACCMODE | libc::O_CREAT) as u64 == 0)
}

/// The canonical path a call is about. None where there is no such file, and none would be made: that is no refusal.
fn subject(name: &str, call: &libc::seccomp_notif) -> Option<PathBuf> {
    let (folder, path, _) = places(name);
    let path = read_path(call.pid, call.data.args[path])?;
    let process = PathBuf::from(format!("/proc/{}", call.pid));
    let base = match folder.map(|place| call.data.args[place] as i32) {
        None | Some(libc::AT_FDCWD) => process.join("cwd"),
        Some(descriptor) => process.join("fd").join(descriptor.to_string()),
    };
    let path = seen_by(call.pid, std::fs::read_link(base).ok()?.join(path));
    let made = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    match path.canonicalize() {
        Ok(canonical) => Some(canonical),
        Err(_) if is_plain_read(name, call) || matches!(name, "execve" | "execveat") => None,
        Err(_) => made(),
    }
}

/// What `path` is to the process: its own place in /proc has another name here.
fn seen_by(process: u32, path: PathBuf) -> PathBuf {
    match path
        .strip_prefix("/proc/self")
        .or_else(|_| path.strip_prefix("/proc/thread-self"))
    {
        Ok(below) => PathBuf::from(format!("/proc/{process}")).join(below),
        Err(_) => path,
    }
}

/// The text at `address` in the memory of the process.
fn read_path(process: u32, address: u64) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    let memory = File::open(Path::new("/proc").join(process.to_string()).join("mem")).ok()?;
    let mut bytes = vec![0; PATH_BYTES];
    // A path may lie at the end of what is mapped: less is read then.
    let count = memory.read_at(&mut bytes, address).ok()?;
    let end = bytes[..count].iter().position(|byte| *byte == 0)?;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(&bytes[..end])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_call_is_found_where_the_call_keeps_it() {
        assert_eq!(places("openat"), (Some(0), 1, Some(2)));
        assert_eq!(places("open"), (None, 0, Some(1)));
        assert_eq!(places("unlink"), (None, 0, None));
        assert_eq!(places("symlinkat"), (Some(1), 2, None));
        assert_eq!(places("renameat2"), (Some(0), 1, None));
    }

    #[test]
    fn a_process_sees_itself_in_proc() {
        assert_eq!(seen_by(7, "/proc/self/maps".into()), Path::new("/proc/7/maps"));
        assert_eq!(seen_by(7, "/proc/selfish".into()), Path::new("/proc/selfish"));
    }

    #[test]
    fn a_path_is_read_from_the_memory_of_a_process() {
        let text = c"/etc/shadow";
        let read = read_path(std::process::id(), text.as_ptr() as u64);
        assert_eq!(read, Some(PathBuf::from("/etc/shadow")));
    }
}
