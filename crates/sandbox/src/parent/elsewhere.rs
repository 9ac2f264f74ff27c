//! Systems without any of the layers: programs run under a clock, and the level says so.

use std::path::Path;

use super::plain::Plain;
use crate::containment::{Containment, Level};
use crate::ended::Ended;
use crate::error::SandboxError;
use crate::layer::Layer;
use crate::limits::Limits;
use crate::program::Program;
use crate::runner::Runner;

pub fn run(_helper: &Path, program: &Program, limits: &Limits, least: Level) -> Result<Ended, SandboxError> {
    if least > Level::None {
        return Err(SandboxError::TooWeak {
            wanted: least,
            missing: Layer::ALL.to_vec(),
        });
    }
    Plain.run(program, limits)
}

pub fn probe(_helper: &Path) -> Result<Containment, SandboxError> {
    Ok(Containment::without(&Layer::ALL))
}
