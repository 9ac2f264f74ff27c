//! What a program may use. Going over any of it ends the program and everything it started.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How much of each.
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

/// Which of them.
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
