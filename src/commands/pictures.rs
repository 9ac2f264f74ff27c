//! A project's scored run → the pictures of it, with the rows worth a look.

use super::Context;
use crate::catalog::{Exercise, Task};
use crate::dataset::{Part, Prepared, excerpt};
use crate::error::Error;
use crate::grade::displays::Display;
use crate::report::pictures::Pictures;
use crate::workspace::ScoredRun;

/// How many of the worst or misread rows are shown.
const SHOWN: usize = 12;

/// The pictures of `run`, which was made on the dataset's present version.
///
/// # Errors
/// Where the dataset cannot be read, or the predictions are not for its practice rows.
pub fn of(exercise: &Exercise, run: &ScoredRun, context: &Context) -> Result<Pictures, Error> {
    let Task::Project(task) = &exercise.task else {
        return Err(Error::Fault(format!("`{}` has no predictions to draw", exercise.id)));
    };
    let dataset = Prepared::open(&context.content, &task.dataset, &context.cache)?;
    let display = Display::new(
        task.metric,
        &dataset.held_out(Part::Practice)?,
        dataset.classes.len(),
        &run.predictions,
        run.probabilities.as_deref(),
    )
    .map_err(|error| Error::Fault(format!("the predictions kept of `{}`: {error}", exercise.id)))?;
    let mut rows = display.worth_a_look();
    rows.truncate(SHOWN);
    Ok(Pictures {
        display,
        excerpt: excerpt::read(&context.content, &task.dataset, Part::Practice, &rows)?,
        classes: dataset.classes,
    })
}
