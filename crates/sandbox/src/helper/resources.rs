//! The limits that the kernel itself keeps: on every Unix, of this process and by inheritance of the program.

use std::io;

use rustix::process::{Resource, Rlimit};

use crate::limits::Limits;

/// Interpreters reserve address space they never touch; what they touch is held by the memory limit itself.
const ADDRESS_SPACE_BYTES: u64 = 2 << 30;
const OPEN_FILES: u64 = 256;

/// Sets them for good.
pub fn limit(limits: &Limits) -> io::Result<()> {
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
