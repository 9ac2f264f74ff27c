//! The files layer: Landlock lets a program reach its grants and nothing else.

use std::io;
use std::path::PathBuf;

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, Scope, path_beneath_rules,
};

use crate::grants;
use crate::program::Program;

/// What must be enforced. Later versions add truncation, devices and scopes, which the system-calls layer covers where they are missing.
const NEEDED: ABI = ABI::V1;
/// What is enforced besides, where the kernel can.
const WANTED: ABI = ABI::V6;

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
    let access = grants::of(program);
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
