//! The line between grading and processes: the real runner is [`crate::Contained`], tests use a scripted one.

use crate::ended::Ended;
use crate::error::SandboxError;
use crate::limits::Limits;
use crate::program::Program;

/// Runs programs, one at a time or from several threads.
pub trait Runner: Sync {
    /// # Errors
    /// Only when the program was not run at all; an end of any kind is an [`Ended`].
    fn run(&self, program: &Program, limits: &Limits) -> Result<Ended, SandboxError>;
}
