//! `Asked`: what one kind of task asks of a solution.

use super::sitting::{Sitting, Stop};
use crate::verdict::Verdict;

/// How a submission is graded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    pub seed: u64,
    /// What the learner expects a project to score, where they have said so.
    pub claim: Option<f64>,
}

/// What one kind of task asks of a solution, and what it makes of the answers.
pub trait Asked {
    fn grade(&self, sitting: &mut Sitting, terms: &Terms) -> Result<Verdict, Stop>;
}
