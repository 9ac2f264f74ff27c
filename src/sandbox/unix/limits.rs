//! What a helper does to itself on every Unix: a session of its own, default signals, resource limits.

use std::io;

use rustix::process::{Resource, Rlimit};

use crate::sandbox::Limits;

/// Interpreters reserve address space they never touch; what they touch is held by the memory limit itself.
const ADDRESS_SPACE_BYTES: u64 = 2 << 30;
const OPEN_FILES: u64 = 256;

/// A session, and with it a process group, of its own: no terminal, and one number to end all of it by.
pub fn leave_terminal() -> io::Result<()> {
    rustix::process::setsid()?;
    Ok(())
}

/// Signals do what they do by default, whatever mlings was started with.
pub fn reset_signals() {
    const LAST: i32 = 31;
    for signal in 1..=LAST {
        // SAFETY: the default action runs no code of ours. The kernel refuses it for two of them, which have no other.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

/// Limits this process, and by inheritance the program.
pub fn set_limits(limits: &Limits) -> io::Result<()> {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cpu_seconds = limits.cpu.as_secs().max(1);
    let address_space = limits.memory_bytes.saturating_add(ADDRESS_SPACE_BYTES);
    // One second after the warning signal comes the one that cannot be ignored.
    set(Resource::Cpu, cpu_seconds, cpu_seconds + 1)?;
    set(Resource::As, address_space, address_space)?;
    set(Resource::Data, limits.memory_bytes, limits.memory_bytes)?;
    set(Resource::Fsize, limits.file_bytes, limits.file_bytes)?;
    set(Resource::Nofile, OPEN_FILES, OPEN_FILES)?;
    // 1, not 0: a limit of 0 would still start a machine's crash handler, which runs outside.
    set(Resource::Core, 1, 1)
}

fn set(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
    // A limit the machine has set lower stands.
    let ceiling = rustix::process::getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let limit = Rlimit {
        current: Some(current.min(ceiling)),
        maximum: Some(maximum.min(ceiling)),
    };
    rustix::process::setrlimit(resource, limit)?;
    Ok(())
}
