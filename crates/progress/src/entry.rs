//! `Entry`: what is written, one line of the log.

use crate::fold::ExerciseProgress;
use crate::status::Status;
use mlings_content::language::Language;

/// What a learner has done.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'run> {
    /// A solution was graded.
    Attempt(Graded<'run>),
    /// Hint `level`, 1 to 3, was shown.
    HintShown { level: u8 },
    /// The reference solution was read.
    SolutionRead { language: Language },
}

/// A graded run, as much of it as a line keeps.
#[derive(Clone, Copy, Debug)]
pub struct Graded<'run> {
    pub language: Language,
    /// Of the learner's file, in hex.
    pub sha256: &'run str,
    pub status: Status,
    /// 0 to 1; none where nothing could be scored.
    pub score: Option<f64>,
    /// What a project was measured by; none where nothing could be.
    pub measured: Option<Measured>,
    /// The root cause by name.
    pub cause: Option<&'run str>,
    /// What the log knew before the run.
    pub history: &'run ExerciseProgress,
    pub seed: u64,
    /// How long the solution ran.
    pub seconds: f64,
    /// How well it was contained.
    pub sandbox: &'run str,
}

/// The metric of the part that decided.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub value: f64,
    /// 95 % interval of `value`.
    pub interval: [f64; 2],
    /// What a gain in score must exceed to be real.
    pub noise: f64,
}
