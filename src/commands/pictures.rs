//! A project's scored run → the pictures of it, with the rows worth a look.

use mlings_grade::displays::Display;

use super::context::Context;
use crate::catalog::Exercise;
use crate::dataset::{Part, Prepared, excerpt};
use crate::error::Error;
use crate::pictures::Pictures;
use crate::verdict::Practice;

/// How many of the worst or misread rows are shown.
const SHOWN: usize = 12;

/// The pictures of what was predicted; none where it was for other rows than the dataset holds out now.
///
/// # Errors
/// Where the dataset cannot be read.
pub fn of(exercise: &Exercise, practice: &Practice, context: &Context) -> Result<Option<Pictures>, Error> {
    let Some(task) = exercise.task.as_project() else {
        return Ok(None);
    };
    let dataset = Prepared::open(&context.content, &task.dataset, &context.cache)?;
    if dataset.sha256 != practice.dataset_sha256 {
        return Ok(None);
    }
    let display = Display::new(
        task.metric,
        &dataset.held_out(Part::Practice)?,
        dataset.classes.len(),
        &practice.predictions,
        practice.probabilities.as_deref(),
    );
    let Ok(display) = display else { return Ok(None) };
    let mut rows = display.worth_a_look();
    rows.truncate(SHOWN);
    Ok(Some(Pictures {
        display,
        excerpt: excerpt::read(&context.content, &task.dataset, Part::Practice, &rows)?,
        classes: dataset.classes,
    }))
}
