//! Which exercise a learner is at, and which comes after one: the order of the catalogue, less what is passed.

use mlings_progress::{Attainment, Progress};

use crate::catalog::{Catalog, Exercise};

/// The exercise the learner is at: the one tried last while it is not passed, else the first not passed.
pub fn current<'all>(progress: &'all Progress, catalog: &'all Catalog) -> Option<&'all Exercise> {
    let mut open = open(progress, catalog);
    let latest = progress.latest_attempt();
    open.clone()
        .find(|exercise| Some(exercise.id.as_str()) == latest)
        .or_else(|| open.next())
}

/// The exercise to suggest once `id` is passed.
pub fn next_after<'all>(id: &str, progress: &'all Progress, catalog: &'all Catalog) -> Option<&'all Exercise> {
    open(progress, catalog).find(|exercise| exercise.id != id)
}

/// Those not passed yet.
fn open<'all>(progress: &'all Progress, catalog: &'all Catalog) -> impl Iterator<Item = &'all Exercise> + Clone {
    let is_open = |exercise: &&'all Exercise| progress.of_exercise(&exercise.id).attainment < Attainment::Passed;
    catalog.exercises.iter().filter(is_open)
}
