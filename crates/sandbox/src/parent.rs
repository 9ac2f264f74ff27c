//! The parent's side: starts the helper, watches what becomes of it, and tells how it ended.

#[cfg(unix)]
mod classify;
#[cfg(not(unix))]
mod elsewhere;
mod interrupt;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(all(unix, not(target_os = "linux")))]
mod other_unix;
mod output;
mod plain;
#[cfg(unix)]
mod stream;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod usage;
#[cfg(unix)]
mod watch;

use std::io;
use std::path::PathBuf;

use crate::containment::{Containment, Level};
use crate::ended::Ended;
use crate::error::SandboxError;
use crate::limits::Limits;
use crate::program::Program;
use crate::runner::Runner;

#[cfg(not(unix))]
use elsewhere as platform;
#[cfg(unix)]
use unix as platform;

pub use output::readable;
pub use plain::Plain;

/// Runs programs for real, through `helper`: mlings itself, started again.
#[derive(Clone, Debug)]
pub struct Contained {
    pub helper: PathBuf,
    /// What no program may reach, whatever it is granted: labels, a learner's state. The helper is one of them by itself.
    pub secrets: Vec<PathBuf>,
    /// Where less than this can be enforced, programs are not run.
    pub least: Level,
}

impl Contained {
    /// With this very executable as the helper.
    ///
    /// # Errors
    /// When the system cannot say where the executable lies.
    pub fn by_this_executable() -> io::Result<Self> {
        Ok(Contained::by(std::env::current_exe()?))
    }

    pub fn by(helper: impl Into<PathBuf>) -> Self {
        Contained {
            helper: helper.into(),
            secrets: Vec::new(),
            least: Level::None,
        }
    }

    #[must_use]
    pub fn keeping(mut self, secrets: impl IntoIterator<Item = PathBuf>) -> Self {
        self.secrets.extend(secrets);
        self
    }

    #[must_use]
    pub fn at_least(mut self, least: Level) -> Self {
        self.least = least;
        self
    }

    /// What this machine can enforce: tried on the helper alone, which then ends.
    ///
    /// # Errors
    /// Where the helper cannot be started.
    pub fn probe(&self) -> Result<Containment, SandboxError> {
        platform::probe(&self.helper)
    }
}

impl Runner for Contained {
    fn run(&self, program: &Program, limits: &Limits) -> Result<Ended, SandboxError> {
        let secrets = || self.secrets.iter().chain([&self.helper]);
        program.access.keeps(secrets().map(PathBuf::as_path))?;
        let mut program = program.clone();
        program.access.kept.extend(secrets().cloned());
        platform::run(&self.helper, &program, limits, self.least)
    }
}
