//! Runs one program under limits and says how it ended; knows nothing of machine learning.

pub mod contain;
pub mod interrupt;
mod output;
#[cfg(unix)]
#[path = "unix.rs"]
mod platform;
#[cfg(not(unix))]
#[path = "other.rs"]
mod platform;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A program to run, resolved to absolute paths.
#[derive(Clone, Debug)]
pub struct Program {
    pub executable: PathBuf,
    pub arguments: Vec<OsString>,
    /// The whole environment: nothing is inherited.
    pub environment: Vec<(OsString, OsString)>,
    pub working_directory: PathBuf,
}

/// What a program may use. Going over any of them ends it and everything it started.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// CPU time of each of its processes, in whole seconds.
    pub cpu: Duration,
    /// Time on the clock.
    pub wall: Duration,
    pub memory_bytes: u64,
    /// stdout and stderr together.
    pub output_bytes: u64,
    /// Any one file it writes.
    pub file_bytes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Cpu,
    Wall,
    Memory,
    Output,
    File,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub level: Level,
}

/// How far a run was contained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Files, network and other processes are out of reach.
    Full,
    /// Some layers are missing on this machine.
    Partial,
    /// Time, memory, output and file size are limited; nothing is out of reach.
    LimitsOnly,
    None,
}

/// The line between grading and processes: the real one is [`Contained`], tests use a scripted one.
pub trait Runner: Sync {
    /// # Errors
    /// Only when the program could not be started at all; an end of any kind is an [`Outcome`].
    fn run(&self, program: &Program, limits: &Limits) -> io::Result<Outcome>;
}

/// Runs programs for real, through `helper`: mlings itself, started again, which sets the limits on itself and then becomes
/// the program. So no code runs between fork and exec.
#[derive(Clone, Debug)]
pub struct Contained {
    pub helper: PathBuf,
}

impl Contained {
    /// With this very executable as the helper.
    ///
    /// # Errors
    /// When the system cannot say where the executable lies.
    pub fn by_this_executable() -> io::Result<Self> {
        Ok(Contained {
            helper: std::env::current_exe()?,
        })
    }
}

impl Runner for Contained {
    fn run(&self, program: &Program, limits: &Limits) -> io::Result<Outcome> {
        platform::run(&self.helper, program, limits)
    }
}
