//! How a program ended, and what was seen of its run.

use std::time::Duration;

use serde::Serialize;

use crate::containment::Containment;
use crate::limits::Limit;
use crate::refusal::Refusal;

/// The way it ended.
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
pub struct Ended {
    pub exit: Exit,
    pub stdout: String,
    pub stderr: String,
    pub wall: Duration,
    pub containment: Containment,
    /// What it tried and was refused, each kind once, in the order first seen; empty where this machine cannot tell.
    pub refused: Vec<Refusal>,
}
