//! An exercise's own programs, run as if a learner had written them.

use super::blessing::unfit;
use crate::catalog::{Exemplar, Exercise, Language};
use crate::error::Error;
use crate::exam::sitting::{Sitting, Stop};
use crate::job::{Answer, Job};
use crate::submission::Submission;
use crate::words;
use crate::workshop::Workshop;

/// One of the exercise's own programs as a submission.
pub fn own(exercise: &Exercise, exemplar: &Exemplar, language: Language) -> Result<Submission, Error> {
    Submission::own(exercise, exemplar, language).ok_or_else(|| {
        let language = words::language(language);
        Error::Fault(format!("exercise `{}` has no {exemplar} in {language}", exercise.id))
    })
}

/// What one of the exercise's own programs answers to `job`.
pub fn answers(
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
