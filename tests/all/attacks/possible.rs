//! Which attacks cannot work here even without a sandbox, and why: asked of the machine, never assumed.

use std::fs;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use rustix::process::{Resource, getrlimit};

use super::drive::{Language, User, Workshop};

/// The reason why an attack by this user is refused by the system itself, or by limits that hold without a sandbox too.
pub fn why_not(workshop: &Workshop, name: &str, user: User) -> Option<String> {
    match name {
        "read-shadow" => shadow(user),
        "read-labels-handle" => handle(workshop, user),
        "read-parent-mem" => tracing(1, user),
        "read-victim-mem" | "tamper-ptrace" | "tamper-process-vm-readv" | "tamper-pidfd-getfd" => tracing(2, user),
        "exhaust-private-memory"
        | "exhaust-shared-memory"
        | "exhaust-memfd"
        | "exhaust-hidden-memory"
        | "exhaust-spliced-memory" => memory(),
        "exhaust-pipes" => pipes(user),
        "exhaust-descriptors" => limit(Resource::Nofile, 5100),
        "exhaust-threads" => threads(user),
        "network-vsock" => refused(libc::SYS_socket, [40, 1, 0], "virtual-machine sockets"),
        "network-io-uring" => io_uring(user),
        "network-int80" => int80(workshop),
        "execute-memfd" | "execute-memfd-by-name" => setting("vm/memfd_noexec", 1),
        "execute-su" => missing_su(),
        "answers-device" => device(workshop, user),
        "write-attribute" => attribute(workshop),
        "write-flags" | "write-more-flags" => flags(workshop),
        _ => None,
    }
}

/// Only some of the privileged may make devices, and not everywhere.
fn device(workshop: &Workshop, user: User) -> Option<String> {
    const MAKE_DEVICES: u32 = 27;
    if !has_capability(MAKE_DEVICES, user) {
        return Some("devices are made by the privileged".to_owned());
    }
    use rustix::fs::{CWD, FileType, Mode, makedev, mknodat};
    let path = workshop.path().join("device");
    let made = mknodat(CWD, &path, FileType::CharacterDevice, Mode::RUSR, makedev(1, 5));
    let _ = fs::remove_file(&path);
    made.err().map(|error| format!("no device can be made here: {error}"))
}

/// The value of a setting of the kernel; zero where it has no such setting.
fn value(setting: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/sys/{setting}")).unwrap_or_default();
    text.trim().parse().unwrap_or(0)
}

fn setting(name: &str, least: u64) -> Option<String> {
    let value = value(name);
    (value >= least).then(|| format!("{name} is {value}"))
}

fn shadow(user: User) -> Option<String> {
    if user == User::Current {
        return fs::File::open("/etc/shadow").err().map(|error| error.to_string());
    }
    use std::os::unix::fs::PermissionsExt;
    const OTHERS_READ: u32 = 0o004;
    let mode = fs::metadata("/etc/shadow").map(|metadata| metadata.permissions().mode());
    (mode.ok()? & OTHERS_READ == 0).then(|| "only root reads /etc/shadow".to_owned())
}

/// Whether one of the test's own capabilities is there; ordinary users have none.
fn has_capability(number: u32, user: User) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let set = status.lines().find_map(|line| line.strip_prefix("CapEff:")).unwrap();
    let set = u64::from_str_radix(set.trim(), 16).unwrap();
    user == User::Current && set >> number & 1 == 1
}

fn handle(workshop: &Workshop, user: User) -> Option<String> {
    const READ_EVERYTHING: u32 = 2;
    if !has_capability(READ_EVERYTHING, user) {
        return Some("handles are for those who may read everything".to_owned());
    }
    let mut handle = [0_u32; 34];
    handle[0] = 128;
    let mut mount = 0;
    let path = std::ffi::CString::new(workshop.path().to_str().unwrap()).unwrap();
    // SAFETY: the buffer has as much room as its first word says, and all of it outlives the call.
    let returned = unsafe {
        libc::syscall(
            libc::SYS_name_to_handle_at,
            libc::AT_FDCWD,
            path.as_ptr(),
            handle.as_mut_ptr(),
            &raw mut mount,
            0,
        )
    };
    (returned != 0).then(|| format!("this file system has no handles: {}", io::Error::last_os_error()))
}

/// Some machines let nobody look into processes but those they have started, or only the privileged.
fn tracing(strictest: u64, user: User) -> Option<String> {
    const TRACE_EVERYTHING: u32 = 19;
    const NOBODY_AT_ALL: u64 = 3;
    let scope = value("kernel/yama/ptrace_scope");
    let is_refused = scope >= NOBODY_AT_ALL || (scope >= strictest && !has_capability(TRACE_EVERYTHING, user));
    is_refused.then(|| format!("kernel/yama/ptrace_scope is {scope}"))
}

fn memory() -> Option<String> {
    const NEEDED_KIBIBYTES: u64 = 2 << 20;
    let text = fs::read_to_string("/proc/meminfo").unwrap();
    let available = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let available: u64 = available.trim().trim_end_matches(" kB").parse().ok()?;
    (available < NEEDED_KIBIBYTES).then(|| format!("only {available} kB of memory are free"))
}

fn pipes(user: User) -> Option<String> {
    const MEBIBYTE: u64 = 1 << 20;
    const PAGES_NEEDED: u64 = 33 * MEBIBYTE / 4096;
    let (largest, pages) = (value("fs/pipe-max-size"), value("fs/pipe-user-pages-soft"));
    let is_refused = !user.is_root() && (largest < MEBIBYTE || (pages != 0 && pages < PAGES_NEEDED));
    is_refused.then(|| format!("pipes hold {largest} bytes, and {pages} pages together"))
}

fn limit(resource: Resource, needed: u64) -> Option<String> {
    let most = getrlimit(resource).maximum?;
    (most < needed).then(|| format!("{resource:?} is limited to {most}"))
}

fn threads(user: User) -> Option<String> {
    const NEEDED: u64 = 2500;
    let of_group = fs::read_to_string("/sys/fs/cgroup/pids.max").unwrap_or_default();
    if let Ok(most) = of_group.trim().parse::<u64>()
        && most < NEEDED
    {
        return Some(format!("this machine's group may have {most} threads"));
    }
    (!user.is_root()).then(|| limit(Resource::Nproc, NEEDED)).flatten()
}

/// Whether the system refuses a call to this very test; the descriptor it makes is closed again.
fn refused(call: libc::c_long, arguments: [usize; 3], what: &str) -> Option<String> {
    // SAFETY: plain numbers, or the address of a buffer the caller keeps.
    let descriptor = unsafe { libc::syscall(call, arguments[0], arguments[1], arguments[2]) };
    if descriptor < 0 {
        return Some(format!("no {what}: {}", io::Error::last_os_error()));
    }
    // SAFETY: the call has just made this descriptor, which nothing else owns.
    unsafe { libc::close(descriptor as i32) };
    None
}

fn io_uring(user: User) -> Option<String> {
    // 1 leaves it to the privileged, 2 to nobody.
    let least = if user.is_root() { 2 } else { 1 };
    let mut parameters = [0_u32; 30];
    let arguments = [4, parameters.as_mut_ptr() as usize, 0];
    setting("kernel/io_uring_disabled", least).or_else(|| refused(libc::SYS_io_uring_setup, arguments, "io_uring"))
}

/// Kernels without 32-bit programs answer with the signal for a wrong address.
fn int80(workshop: &Workshop) -> Option<String> {
    let program = workshop.path().join(Language::Rust.program());
    let output = Command::new(program).args(["network-int80", "/"]).output().unwrap();
    let signal = output.status.signal()?;
    (signal == libc::SIGSEGV).then(|| "this kernel runs no 32-bit programs".to_owned())
}

fn missing_su() -> Option<String> {
    let places = ["/bin/su", "/usr/bin/su"];
    let is_there = places.iter().any(|place| fs::exists(place).unwrap());
    (!is_there).then(|| "there is no su".to_owned())
}

fn attribute(workshop: &Workshop) -> Option<String> {
    let file = tempfile::NamedTempFile::new_in(workshop.path()).unwrap();
    let set = rustix::fs::setxattr(file.path(), c"user.attack", b"x", rustix::fs::XattrFlags::empty());
    set.err().map(|error| format!("this file system has no attributes: {error}"))
}

fn flags(workshop: &Workshop) -> Option<String> {
    let file = tempfile::NamedTempFile::new_in(workshop.path()).unwrap();
    let set = rustix::fs::ioctl_setflags(file.as_file(), rustix::fs::IFlags::NODUMP);
    set.err().map(|error| format!("this file system has no flags: {error}"))
}
