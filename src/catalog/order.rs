//! The order of the exercises: what another requires comes first, ties by name.

use std::collections::BTreeMap;

use super::error::CatalogError;
use super::exercise::Exercise;

/// Puts every exercise after those it requires; among those that could come next, the first by name does.
///
/// # Errors
/// Where an exercise requires one there is none of, or a circle of exercises require each other.
pub(super) fn by_requires(exercises: Vec<Exercise>) -> Result<Vec<Exercise>, CatalogError> {
    let mut waiting: BTreeMap<String, Exercise> = exercises
        .into_iter()
        .map(|exercise| (exercise.id.clone(), exercise))
        .collect();
    for exercise in waiting.values() {
        if let Some(unknown) = exercise.requires.iter().find(|id| !waiting.contains_key(*id)) {
            return Err(exercise.malformed(format!(
                "requires `{unknown}`, which does not exist; name an exercise's folder or drop it"
            )));
        }
    }
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let ready = |exercise: &&Exercise| !exercise.requires.iter().any(|id| waiting.contains_key(id));
        let Some(next) = waiting.values().find(ready).map(|exercise| exercise.id.clone()) else {
            return Err(circle(&waiting));
        };
        ordered.extend(waiting.remove(&next));
    }
    Ok(ordered)
}

/// Names a circle: from any exercise still waiting, following what it waits for must come back.
fn circle(waiting: &BTreeMap<String, Exercise>) -> CatalogError {
    let mut path: Vec<&Exercise> = waiting.values().take(1).collect();
    loop {
        let last = path[path.len() - 1];
        let next = last
            .requires
            .iter()
            .find_map(|id| waiting.get(id))
            .expect("an exercise waits because one it requires waits");
        if let Some(start) = path.iter().position(|exercise| exercise.id == next.id) {
            let names: Vec<&str> = path[start..]
                .iter()
                .chain([&next])
                .map(|exercise| exercise.id.as_str())
                .collect();
            return next.malformed(format!("requires itself: {}; drop one of these edges", names.join(" → ")));
        }
        path.push(next);
    }
}
