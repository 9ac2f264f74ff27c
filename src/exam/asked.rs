//! `Asked`: what one kind of task asks of a solution.

use super::sitting::{Sitting, Stop};
use crate::error::Error;
use crate::submission::Submission;
use crate::verdict::Verdict;
use crate::workshop::Workshop;

/// How a submission is graded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    pub seed: u64,
    /// What the learner expects a project to score, where they have said so.
    pub claim: Option<f64>,
    /// How many other programs of the learner's were held against the final rows before.
    pub looks: usize,
}

/// What one kind of task asks of a solution, and what it makes of the answers.
pub trait Asked {
    fn grade(&self, sitting: &mut Sitting, terms: &Terms) -> Result<Verdict, Stop>;

    /// The verdicts on programs of ours, all in one language, that can be had in one run; none for the others.
    ///
    /// # Errors
    /// What is not a program's own doing, or Ctrl-C.
    fn grade_own(&self, submissions: &[Submission], _workshop: &Workshop) -> Result<Vec<Option<Verdict>>, Error> {
        Ok(vec![None; submissions.len()])
    }
}
