//! Runs one program under limits and says how it ended; knows nothing of machine learning.

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
    /// Extra folders the program reads (interpreter libraries, the job).
    pub readable: Vec<PathBuf>,
    /// The one file it may write, created before the run.
    pub answers: Option<PathBuf>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    pub cpu: Duration,
    pub wall: Duration,
    pub memory_bytes: u64,
    /// stdout and stderr together.
    pub output_bytes: u64,
    /// Any file it writes.
    pub file_bytes: u64,
    pub processes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Cpu,
    Wall,
    Memory,
    Output,
    File,
    Processes,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
    OverLimit(Limit),
    /// The user pressed Ctrl-C.
    Interrupted,
}

/// What was seen of one run. `stdout` and `stderr` keep the first 64 KiB each, control characters stripped.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub exit: Exit,
    pub stdout: String,
    pub stderr: String,
    pub wall: Duration,
    pub cpu: Duration,
    pub peak_memory_bytes: u64,
    pub level: Level,
}

/// How far a run was contained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Full,
    Partial,
    LimitsOnly,
    None,
}

/// The line between grading and processes: the real one is [`Contained`], tests use a scripted one.
pub trait Runner {
    /// # Errors
    /// Only when the program could not be started at all; an end of any kind is an [`Outcome`].
    fn run(&self, program: &Program, limits: &Limits) -> io::Result<Outcome>;
}

/// Runs programs for real, through `helper` (mlings itself, re-executed, which sets limits on itself and then becomes the program).
pub struct Contained {
    pub helper: PathBuf,
}

impl Runner for Contained {
    fn run(&self, _program: &Program, _limits: &Limits) -> io::Result<Outcome> {
        todo!()
    }
}
