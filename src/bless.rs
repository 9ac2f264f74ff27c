//! What a kind of task is held to: `dev bless` records it from the exercise's own programs, `proof` says whether it holds.

pub mod kata;
pub mod project;
pub mod proof;

use std::fmt::Display;

use crate::catalog::{Exemplar, Exercise, Language, Task};
use crate::error::Error;
use crate::exam::sitting::{Sitting, Stop};
use crate::job::{Answer, Job};
use crate::submission::Submission;
use crate::words;
use crate::workshop::Workshop;

/// A file to write beside the exercise.
pub struct Blessing {
    pub file: &'static str,
    pub text: String,
    /// What was recorded, in a line.
    pub said: String,
}

/// Runs the exercise's programs and records what they answer.
///
/// # Errors
/// Where the languages disagree, or the answers are unfit to grade by: something for the author to mend.
pub fn bless(exercise: &Exercise, workshop: &Workshop) -> Result<Blessing, Error> {
    match &exercise.task {
        Task::Kata(task) => kata::bless(exercise, task, workshop),
        Task::Project(task) => project::bless(exercise, task, workshop),
    }
}

/// Something about the exercise that its author has to mend.
fn unfit(exercise: &Exercise, reason: impl Display) -> Error {
    Error::Usage(format!("exercise `{}` cannot be blessed: {reason}", exercise.id))
}

/// One of the exercise's own programs as a submission.
fn own(exercise: &Exercise, exemplar: &Exemplar, language: Language) -> Result<Submission, Error> {
    Submission::own(exercise, exemplar, language).ok_or_else(|| {
        let language = words::language(language);
        Error::Fault(format!("exercise `{}` has no {exemplar} in {language}", exercise.id))
    })
}

/// What one of the exercise's own programs answers to `job`.
fn answers(
    exercise: &Exercise,
    exemplar: &Exemplar,
    language: Language,
    job: Job,
    workshop: &Workshop,
) -> Result<Vec<Answer>, Error> {
    let unfit = |reason: String| {
        let language = words::language(language);
        unfit(exercise, format!("the {exemplar} in {language}: {reason}"))
    };
    let submission = own(exercise, exemplar, language)?;
    let mut sitting = Sitting::begin(exercise, &submission, workshop).map_err(|error| unfit(error.to_string()))?;
    sitting.run(job).map_err(|stop| match stop {
        Stop::Outcome(outcome) => unfit(format!("{outcome:?}")),
        Stop::Error(error) => error,
    })
}
