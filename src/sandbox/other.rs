//! Systems without process groups and resource limits: the clock and the output are limited, and the level says so.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use super::contain::Spec;
use super::{Limits, Outcome, Program};

pub fn run(_helper: &Path, _program: &Program, _limits: &Limits) -> io::Result<Outcome> {
    Err(io::Error::other(
        "running solutions is not supported on this system yet; use Linux or macOS",
    ))
}

pub fn become_program(_spec: Spec, _executable: &OsStr, _arguments: impl Iterator<Item = OsString>) -> io::Error {
    io::Error::other("running solutions is not supported on this system yet; use Linux or macOS")
}
