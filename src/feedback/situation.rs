//! `Situation`: everything known about one run.

use std::collections::BTreeMap;

use mlings_progress::ExerciseProgress;

use crate::catalog::{Exercise, Language, Mistake};
use crate::verdict::Verdict;

/// A run, and what its learner and its exercise have behind them.
#[derive(Clone, Copy)]
pub struct Situation<'run> {
    pub exercise: &'run Exercise,
    pub language: Language,
    pub verdict: &'run Verdict,
    /// The exercise's known mistakes by id.
    pub mistakes: &'run BTreeMap<String, Mistake>,
    /// What the log knew before this run.
    pub history: &'run ExerciseProgress,
    /// How the reference goes about it; for a pass.
    pub approach: Option<&'run str>,
    /// The id of the exercise to suggest after a pass.
    pub next: Option<&'run str>,
}
