//! The files layer: Landlock lets a program reach its grants and nothing else.

use std::io;
use std::path::PathBuf;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, Scope, path_beneath_rules,
};

use crate::sandbox::{Access, Program};

/// What must be enforced. Later versions add truncation, devices and scopes, which the system-calls layer covers where they are missing.
const NEEDED: ABI = ABI::V1;
/// What is enforced besides, where the kernel can.
const WANTED: ABI = ABI::V6;

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

/// All that `program` may reach: its grants, its own file, and what every program needs.
pub fn granted(program: &Program) -> Access {
    let mut access = program.access.clone().and(system());
    access.execute.push(program.executable.clone());
    access
}

/// Restricts this process to the program's grants. False where this kernel has no Landlock, or has it turned off.
///
/// # Errors
/// Where the kernel has it and a rule could not be added all the same.
pub fn restrict(program: &Program) -> io::Result<bool> {
    let Ok(ruleset) = ruleset() else { return Ok(false) };
    grant(ruleset, program)
        .and_then(RulesetCreated::restrict_self)
        .map_err(io::Error::other)?;
    Ok(true)
}

fn ruleset() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(NEEDED))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(WANTED))?
        .handle_access(AccessNet::from_all(WANTED))?
        .scope(Scope::from_all(WANTED))?
        .create()
}

fn grant(ruleset: RulesetCreated, program: &Program) -> Result<RulesetCreated, RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let access = granted(program);
    ruleset
        .add_rules(path_beneath_rules(&access.execute, read | AccessFs::Execute))?
        .add_rules(path_beneath_rules(&access.read, read))?
        .add_rules(path_beneath_rules(&access.scratch, AccessFs::from_all(WANTED)))?
        .add_rules(written(access.write.iter()))
}

/// Rules for single files: never for a folder, whatever lies at the path by now.
fn written<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> impl Iterator<Item = Result<PathBeneath<PathFd>, RulesetError>> {
    let rights: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate;
    let files = paths.filter(|path| !path.is_dir()).filter_map(|path| PathFd::new(path).ok());
    files.map(move |file| Ok(PathBeneath::new(file, rights)))
}
