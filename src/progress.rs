//! The append-only attempt log: what a line says, how lines are kept, and what a fold over them knows.
//!
//! `.mlings/attempts.jsonl` holds one JSON object a line. Every line has `v` (the version of its shape, now 1), `at` (UTC, to the
//! microsecond) and `exercise`. A line without `kind` is an attempt; `"kind":"hint"` says a hint was shown and
//! `"kind":"solution"` that the reference was read. Logs of two machines merge by `mlings import`, or by `cat`.

mod fold;
mod language;
mod line;
mod lines;
mod log;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::catalog::Language;
use crate::submission::Submission;
use crate::verdict::{Status, Verdict};

pub use fold::{Attainment, ExerciseProgress, Progress, Repeated};
pub use language::{Certified, LanguageProgress};
pub use lines::{Line, Lines};
pub use log::{AttemptLog, LogError, Reading, Skipped};

/// What is written: one line of the log.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'run> {
    /// A solution was graded.
    Attempt(Graded<'run>),
    /// Hint `level`, 1 to 3, was shown.
    HintShown { level: u8 },
    /// The reference solution was read.
    SolutionRead { language: Language },
}

/// What is read back of a line: as much as progress depends on, so that a log of 100,000 lines is read in a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub at: DateTime<Utc>,
    /// The exercise's id; lines about one exercise share it.
    pub exercise: Arc<str>,
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Attempt(Attempt),
    HintShown { level: u8 },
    SolutionRead,
}

/// What is read of a graded run.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    pub language: Language,
    pub status: Status,
    /// 0 to 1; none where nothing could be scored.
    pub score: Option<f64>,
    /// What a gain in *score* must exceed to be real, at least 0; none where no metric was measured.
    pub noise: Option<f64>,
    /// The root finding's id: two failures with one cause call for the next hint.
    pub cause: Option<String>,
    /// How many hints had been shown.
    pub hints: u8,
    /// The reference was read before, 24 hours have not passed, and so this attempt counts for nothing.
    pub solution_seen: bool,
    /// It was part of a mock exam.
    pub exam: bool,
}

/// A graded run, as much of it as a line keeps.
#[derive(Clone, Copy, Debug)]
pub struct Graded<'run> {
    pub submission: &'run Submission,
    pub verdict: &'run Verdict,
    /// The root cause by name.
    pub cause: Option<&'run str>,
    /// What the log knew before the run.
    pub history: &'run ExerciseProgress,
    pub seed: u64,
}
