//! `Exam`: an exercise opened once for grading, by as many threads as there are; `exam.grade(&submission)` is its verdict.

mod asked;
pub mod kata;
mod project;
pub mod queue;
pub mod sitting;
pub mod together;

use std::time::Instant;

use crate::catalog::{Exercise, Task};
use crate::compile::CompileError;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::submission::Submission;
use crate::verdict::{Outcome, Verdict};
use crate::workshop::Workshop;
use asked::Asked;
use sitting::{Sitting, Stop};

pub use asked::Terms;
pub use project::predict;

/// An exercise with all that its answers are held against: **held-out labels stay here**.
pub struct Exam<'a> {
    pub exercise: &'a Exercise,
    workshop: Workshop<'a>,
    asked: Box<dyn Asked + Send + Sync + 'a>,
}

impl<'a> Exam<'a> {
    /// Reads what `exercise` is graded by: cases, or bars, labels and what is known of the train rows.
    ///
    /// # Errors
    /// Where a file of ours is malformed, or a project was never blessed.
    pub fn open(exercise: &'a Exercise, workshop: &Workshop<'a>) -> Result<Self, Error> {
        let asked: Box<dyn Asked + Send + Sync + 'a> = match &exercise.task {
            Task::Kata(_) => Box::new(kata::Cases::open(exercise)?),
            Task::Project(task) => Box::new(project::Bars::open(exercise, task, workshop)?),
        };
        Ok(Exam {
            exercise,
            workshop: *workshop,
            asked,
        })
    }

    /// Builds `submission`, runs it, and grades its answers. What the learner did wrong is a verdict, and so is a fault of ours.
    ///
    /// # Errors
    /// Where something outside mlings is missing, or Ctrl-C was pressed: nothing was graded.
    pub fn grade(&self, submission: &Submission, terms: &Terms) -> Result<Verdict, Error> {
        match self.sit(submission, terms) {
            Err(error) if error.exit_code() == ExitCode::GraderFault => Ok(Outcome::GraderFault(error.to_string()).into()),
            result => result,
        }
    }

    /// The verdicts on programs of ours, all in one language: in one run where that can be, which is much quicker.
    ///
    /// # Errors
    /// As [`Exam::grade`], for each by itself.
    pub fn grade_own(&self, submissions: &[Submission]) -> Vec<Result<Verdict, Error>> {
        match self.asked.grade_own(submissions, &self.workshop) {
            Ok(verdicts) => verdicts
                .into_iter()
                .zip(submissions)
                .map(|(verdict, submission)| verdict.map_or_else(|| self.grade(submission, &Terms::default()), Ok))
                .collect(),
            // Each by itself tells what the matter is.
            Err(_) => submissions
                .iter()
                .map(|submission| self.grade(submission, &Terms::default()))
                .collect(),
        }
    }

    fn sit(&self, submission: &Submission, terms: &Terms) -> Result<Verdict, Error> {
        if let Err(flaw) = &submission.text {
            return Ok(Outcome::Unreadable(flaw.clone()).into());
        }
        let started = Instant::now();
        let begun = Sitting::begin(self.exercise, submission, &self.workshop);
        let build_seconds = started.elapsed().as_secs_f64();
        let mut sitting = match begun {
            Ok(sitting) => sitting,
            Err(CompileError::Build { words, containment }) => {
                let mut verdict = Verdict::from(Outcome::BuildFailed(words));
                verdict.trace.build = containment;
                verdict.trace.seconds.build = build_seconds;
                return Ok(verdict);
            }
            Err(error) => return Err(error.into()),
        };
        sitting.trace.seconds.build = build_seconds;
        let verdict = match self.asked.grade(&mut sitting, terms) {
            Ok(verdict) => verdict,
            Err(Stop::Outcome(outcome)) => outcome.into(),
            Err(Stop::Error(error)) => return Err(error),
        };
        Ok(Verdict {
            trace: sitting.trace,
            ..verdict
        })
    }
}
