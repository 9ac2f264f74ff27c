//! What a program may reach on Linux: its own grants, and what every program needs to start.

use std::path::PathBuf;

use crate::access::Access;
use crate::program::Program;

/// All that `program` may reach: its grants, its own file, and what every program needs.
pub fn of(program: &Program) -> Access {
    let mut access = program.access.clone().and(system());
    access.execute.push(program.executable.clone());
    access
}

/// What every program needs to start: the loader and the system's libraries, and a few devices.
fn system() -> Access {
    let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect();
    Access {
        execute: loaders(),
        read: paths(&[
            "/lib",
            "/lib32",
            "/lib64",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/local/lib",
            "/nix/store",
            "/gnu/store",
            "/etc/ld.so.cache",
            "/dev/random",
            "/dev/urandom",
            // Libraries size their pools by these, and take a refusal for a crash.
            "/sys/devices/system/cpu",
            "/sys/fs/cgroup/cpu.max",
            // The helper's own, whose process becomes the program's: scikit-learn looks up which thread pools it has loaded.
            "/proc/self/maps",
        ]),
        write: paths(&["/dev/null"]),
        ..Access::default()
    }
}

/// The dynamic loaders of this architecture; the kernel runs one of them before the program.
fn loaders() -> Vec<PathBuf> {
    let names: &[&str] = if cfg!(target_arch = "aarch64") {
        &["/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-aarch64.so.1"]
    } else {
        &["/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"]
    };
    names.iter().map(PathBuf::from).collect()
}
