//! The append-only attempt log: what a line says, how lines are kept, and what a fold over them knows.
//!
//! `.mlings/attempts.jsonl` holds one JSON object a line. Every line has `v` (the version of its shape, now 1), `at` (UTC, to the
//! microsecond) and `exercise`. A line without `kind` is an attempt; `"kind":"hint"` says a hint was shown and
//! `"kind":"solution"` that the reference was read. Logs of two machines merge by `cat`.

mod fold;
mod language;
mod line;
mod log;
mod merge;

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use crate::catalog::Language;
use crate::grade::Status;
use crate::sandbox::Level;

pub use fold::{ExerciseProgress, Progress, Repeated, Standing};
pub use language::{Certified, LanguageProgress};
pub use log::{AttemptLog, LogError, Reading, Skipped};

/// One line of the log; its texts stay where they were read, so that a log of 100,000 lines needs no copy of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'log> {
    pub at: DateTime<Utc>,
    /// The exercise's id.
    pub exercise: Cow<'log, str>,
    pub event: Event<'log>,
    /// The version of mlings that wrote the line.
    pub mlings: Cow<'log, str>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'log> {
    /// A solution was graded.
    Attempt(Attempt<'log>),
    /// Hint `level`, 1 to 3, was shown.
    HintShown { level: u8 },
    /// The reference solution was read.
    SolutionRead { language: Language },
}

/// One graded run.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt<'log> {
    pub language: Language,
    /// `sha256:` and the hex digest of the learner's file.
    pub file: Cow<'log, str>,
    pub status: Status,
    pub certified: bool,
    /// 0 to 1; none where nothing could be scored.
    pub score: Option<f64>,
    /// The metric's value on the part that decided, its 95 % interval, and what a gain in *score* must exceed to be real.
    pub measured: Option<Measured>,
    /// The root finding's id: two failures with one cause call for the next hint.
    pub cause: Option<Cow<'log, str>>,
    pub seed: u64,
    /// How many hints had been shown.
    pub hints: u8,
    /// The reference was read before, 24 hours have not passed, and so this attempt counts for nothing.
    pub solution_seen: bool,
    /// It was part of a mock exam.
    pub exam: bool,
    /// How long the solution ran.
    pub seconds: f64,
    pub sandbox: Level,
}

/// A project's metric as the log keeps it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    pub value: f64,
    pub interval: [f64; 2],
    /// In units of the score, at least 0.
    pub noise: f64,
}
