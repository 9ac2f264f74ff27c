//! Raw system calls: what a hostile program uses when a library is in its way.

use std::ffi::{CString, c_int, c_long};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

unsafe extern "C" {
    fn syscall(number: c_long, ...) -> c_long;
    fn signal(signal: c_int, action: usize) -> usize;
}

/// The number of each call: on x86_64, and on aarch64.
macro_rules! numbers {
    ($($name:ident = $intel:literal / $arm:literal;)+) => {
        $(pub const $name: c_long = if cfg!(target_arch = "x86_64") { $intel } else { $arm };)+
    };
}

numbers! {
    CLONE = 56 / 220;
    CLOSE_RANGE = 436 / 436;
    DUP3 = 292 / 24;
    EXECVEAT = 322 / 281;
    EXIT_GROUP = 231 / 94;
    FCHMODAT = 268 / 53;
    FCHOWNAT = 260 / 54;
    FCNTL = 72 / 25;
    IO_URING_SETUP = 425 / 425;
    INOTIFY_ADD_WATCH = 254 / 27;
    INOTIFY_INIT = 294 / 26;
    IOCTL = 16 / 29;
    KILL = 62 / 129;
    MADVISE = 28 / 233;
    MEMFD_CREATE = 319 / 279;
    CLOCK_GETTIME = 228 / 113;
    MKNODAT = 259 / 33;
    MMAP = 9 / 222;
    MUNMAP = 11 / 215;
    NAME_TO_HANDLE_AT = 303 / 264;
    OPENAT = 257 / 56;
    OPEN_BY_HANDLE_AT = 304 / 265;
    PIDFD_GETFD = 438 / 438;
    PIDFD_OPEN = 434 / 434;
    PIPE2 = 293 / 59;
    PRCTL = 157 / 167;
    PRLIMIT = 302 / 261;
    PROCESS_VM_READV = 310 / 270;
    PTRACE = 101 / 117;
    RT_SIGQUEUEINFO = 129 / 138;
    SCHED_SETAFFINITY = 203 / 122;
    SENDTO = 44 / 206;
    SETPRIORITY = 141 / 140;
    SETSID = 112 / 157;
    SETXATTR = 188 / 5;
    SOCKET = 41 / 198;
    SOCKETPAIR = 53 / 199;
    TGKILL = 234 / 131;
    TIMER_CREATE = 222 / 107;
    TIMER_SETTIME = 223 / 110;
    TRUNCATE = 76 / 45;
    UTIMENSAT = 280 / 88;
    VMSPLICE = 278 / 75;
    WAIT4 = 61 / 260;
}

/// Paths are relative to the working directory.
pub const HERE: usize = -100_isize as usize;
pub const SIGKILL: usize = 9;
pub const SIGTERM: usize = 15;
pub const SIGCHLD: usize = 17;
pub const SIGCONT: usize = 18;
pub const SIGSTOP: usize = 19;
const SIGXCPU: c_int = 24;

/// Asks the system for one thing; arguments left out are zero.
pub fn call(number: c_long, arguments: &[usize]) -> io::Result<usize> {
    let argument = |place: usize| arguments.get(place).copied().unwrap_or(0);
    // SAFETY: each attack hands over numbers, or addresses of what lives until the call has returned.
    let returned = unsafe {
        syscall(
            number,
            argument(0),
            argument(1),
            argument(2),
            argument(3),
            argument(4),
            argument(5),
        )
    };
    if returned == -1 {
        return Err(io::Error::last_os_error());
    }
    Ok(returned as usize)
}

/// A path as the system takes it.
pub fn text(path: &Path) -> io::Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(io::Error::other)
}

/// Where a value lies, for the system to read or fill.
pub fn address<T: ?Sized>(value: *const T) -> usize {
    value.cast::<u8>() as usize
}

/// A child that runs `deed` with nothing open and then ends; its number. Only for programs of one thread.
pub fn child(flags: usize, deed: impl FnOnce()) -> io::Result<usize> {
    const ALL: usize = u32::MAX as usize;
    let child = call(CLONE, &[flags | SIGCHLD])?;
    if child == 0 {
        // An open pipe would keep whoever reads it waiting.
        let _ = call(CLOSE_RANGE, &[0, ALL]);
        deed();
        end_now();
    }
    Ok(child)
}

/// Ends this process without a word.
pub fn end_now() -> ! {
    let _ = call(EXIT_GROUP, &[0]);
    std::process::abort()
}

/// Lets the warning that the processor time is used up pass.
pub fn ignore_cpu_warning() {
    const IGNORE: usize = 1;
    // SAFETY: to ignore a signal runs no code of ours.
    unsafe { signal(SIGXCPU, IGNORE) };
}
