//! `Record`: what is read back of a line, as much as progress depends on, so that a log of 100,000 lines is read in a moment.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::looks::Program;
use crate::status::Status;
use mlings_content::language::Language;

/// One line, read.
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
    /// What passed practice; none where nothing did, and of old logs.
    pub program: Option<Program>,
    /// How many hints had been shown.
    pub hints: u8,
    /// The reference was read before, 24 hours have not passed, and so this attempt counts for nothing.
    pub solution_seen: bool,
    /// It was part of a mock exam.
    pub exam: bool,
}
