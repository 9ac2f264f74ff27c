//! Runs one program under limits, out of reach of all it was not granted, and says how it ended; knows nothing of machine learning.
//!
//! [`Contained`] starts mlings again as a helper ([`contain`]), which takes away from itself what the program may not have and then
//! becomes the program. So no code runs between fork and exec, and what cannot be taken away on this machine is reported, not assumed.

mod access;
#[cfg(unix)]
mod channel;
pub mod contain;
pub mod interrupt;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(target_os = "macos", test))]
mod macos;
mod output;
mod plain;
mod refusal;
#[cfg(unix)]
mod unix;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use access::Access;
pub use plain::Plain;
pub use refusal::{Deed, Layer, Refusal};

/// A program to run, resolved to absolute paths.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Program {
    pub executable: PathBuf,
    pub arguments: Vec<OsString>,
    /// The whole environment: nothing is inherited.
    pub environment: Vec<(OsString, OsString)>,
    pub working_directory: PathBuf,
    pub access: Access,
}

impl Program {
    /// No program, in no folder of anyone's: what a probe contains, and a start for others to be written from.
    pub fn nothing() -> Self {
        Program {
            executable: PathBuf::new(),
            arguments: Vec::new(),
            environment: Vec::new(),
            working_directory: "/".into(),
            access: Access::default(),
        }
    }
}

/// What a program may use. Going over any of them ends it and everything it started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// CPU time of each of its processes, in whole seconds.
    pub cpu: Duration,
    /// Time on the clock. A program that is at work all the while has up to four times as long: the machine may be busy.
    pub wall: Duration,
    pub memory_bytes: u64,
    /// stdout and stderr together.
    pub output_bytes: u64,
    /// Any one file it writes.
    pub file_bytes: u64,
    pub threads: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    Cpu,
    Wall,
    Memory,
    Output,
    File,
    Threads,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    Code(i32),
    Signal(i32),
    OverLimit(Limit),
    /// The user pressed Ctrl-C.
    Interrupted,
}

/// What was seen of one run. `stdout` and `stderr` keep the first 64 KiB each, without control characters.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub exit: Exit,
    pub stdout: String,
    pub stderr: String,
    pub wall: Duration,
    pub containment: Containment,
    /// What it tried and was refused, each kind once, in the order first seen; empty where this machine cannot tell.
    pub refused: Vec<Refusal>,
}

/// How far a run was contained: what this machine could not enforce, if anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Containment {
    pub missing: Vec<Layer>,
}

/// The short form of a [`Containment`], recorded with every attempt. Later is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Level {
    None,
    /// Time, memory, output and file size are limited; nothing is out of reach.
    LimitsOnly,
    /// Some layers are missing on this machine.
    Partial,
    /// Files, network and other processes are out of reach.
    Full,
}

impl Containment {
    pub fn full() -> Self {
        Containment::default()
    }

    pub fn without(missing: &[Layer]) -> Self {
        Containment {
            missing: missing.to_vec(),
        }
    }

    pub fn level(&self) -> Level {
        let has = |layer| !self.missing.contains(&layer);
        match (has(Layer::Files), has(Layer::SystemCalls), has(Layer::Limits)) {
            (true, true, true) => Level::Full,
            (false, false, true) => Level::LimitsOnly,
            (false, false, false) => Level::None,
            _ => Level::Partial,
        }
    }
}

/// Why a program was not run at all.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("cannot start {program}: {reason}")]
    NotStarted { program: String, reason: String },
    /// The program has not run: less would be enforced than was asked for.
    #[error("this machine cannot enforce {}, and the {wanted:?} sandbox was asked for; `mlings doctor` says what would help", list(.missing))]
    TooWeak { wanted: Level, missing: Vec<Layer> },
    /// A grant would hand the program what it must not see.
    #[error("a program that may use {} could read {}; move one of the two", .grant.display(), .secret.display())]
    Exposed { grant: PathBuf, secret: PathBuf },
    #[error(transparent)]
    Io(#[from] io::Error),
}

fn list(layers: &[Layer]) -> String {
    let names: Vec<&str> = layers.iter().map(|layer| layer.words()).collect();
    names.join(" and ")
}

/// The line between grading and processes: the real one is [`Contained`], tests use a scripted one.
pub trait Runner: Sync {
    /// # Errors
    /// Only when the program was not run at all; an end of any kind is an [`Outcome`].
    fn run(&self, program: &Program, limits: &Limits) -> Result<Outcome, SandboxError>;
}

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
    fn run(&self, program: &Program, limits: &Limits) -> Result<Outcome, SandboxError> {
        let secrets = self.secrets.iter().map(PathBuf::as_path).chain([self.helper.as_path()]);
        program.access.keeps(secrets)?;
        platform::run(&self.helper, program, limits, self.least)
    }
}

#[cfg(unix)]
use unix as platform;

/// Systems without any of the layers: programs run under a clock, and the level says so.
#[cfg(not(unix))]
mod platform {
    use std::path::Path;

    use super::{Containment, Layer, Level, Limits, Outcome, Plain, Program, Runner, SandboxError};

    pub fn run(_helper: &Path, program: &Program, limits: &Limits, least: Level) -> Result<Outcome, SandboxError> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_sums_up_what_is_missing() {
        let level = |missing: &[Layer]| Containment::without(missing).level();
        assert_eq!(level(&[]), Level::Full);
        assert_eq!(level(&[Layer::Files]), Level::Partial);
        assert_eq!(level(&[Layer::SystemCalls]), Level::Partial);
        assert_eq!(level(&[Layer::Files, Layer::SystemCalls]), Level::LimitsOnly);
        assert_eq!(level(&Layer::ALL), Level::None);
    }

    #[test]
    fn a_stronger_level_is_greater() {
        assert!(Level::Full > Level::Partial && Level::Partial > Level::LimitsOnly && Level::LimitsOnly > Level::None);
    }
}
