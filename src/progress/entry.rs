//! `Entry`: what is written, one line of the log.

use super::fold::ExerciseProgress;
use crate::catalog::Language;
use crate::submission::Submission;
use crate::verdict::Verdict;

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
    pub submission: &'run Submission,
    pub verdict: &'run Verdict,
    /// The root cause by name.
    pub cause: Option<&'run str>,
    /// What the log knew before the run.
    pub history: &'run ExerciseProgress,
    pub seed: u64,
}
