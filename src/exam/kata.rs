//! Katas: one run on all cases, compared with what was blessed.

use mlings_grade::kata::{self, Answered, Assessment, Case, Signature, Symptom, Unscored};

use super::sitting::{Sitting, Stop};
use super::{Asked, Terms};
use crate::catalog::{Exercise, Kata};
use crate::error::Error;
use crate::job::{Answer, Job};
use crate::verdict::{Crash, Outcome, Verdict};

/// The cases a kata is graded by.
pub(super) struct Cases<'a> {
    exercise: &'a Exercise,
    kata: Kata,
}

impl<'a> Cases<'a> {
    pub fn open(exercise: &'a Exercise) -> Result<Self, Error> {
        let kata = exercise.kata()?;
        Ok(Cases { exercise, kata })
    }
}

impl Asked for Cases<'_> {
    fn grade(&self, sitting: &mut Sitting, terms: &Terms) -> Result<Verdict, Stop> {
        let answers = sitting.run(Job::kata(&self.exercise.id, &self.kata, terms.seed)?)?;
        let assessment = sitting.grading(|| assess(&self.kata, &answers));
        Ok(Verdict {
            score: Some(assessment.score()),
            outcome: outcome(&self.kata, &assessment, &answers),
            checks: assessment.checks,
            findings: assessment.findings,
            ..Verdict::from(Outcome::NotStarted)
        })
    }
}
