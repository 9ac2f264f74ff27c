//! Results that have faded so far that doing the exercise again is due.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::knowledge::{Knowledge, per_minute};
use super::learner::after_days;

/// An exercise to do again: its evidence is older than its stability, so that less than 0.9 of it is left.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    pub exercise: String,
    pub title: String,
    /// R: what is left.
    pub retention: f64,
    #[serde(serialize_with = "super::learner::as_moment")]
    pub due_since: DateTime<Utc>,
    /// The catalogue's minutes: what was solved once takes no longer.
    pub minutes: u32,
    /// What readiness gains by a pass as good as the last.
    pub gain: f64,
}

pub(super) fn due(knowledge: &Knowledge, now: DateTime<Utc>) -> Vec<Review> {
    let mut due = knowledge.due(0.0);
    due.sort_by(|one, other| per_minute((other.0.exercise, other.1)).total_cmp(&per_minute((one.0.exercise, one.1))));
    due.into_iter()
        .map(|(holding, gain)| Review {
            exercise: holding.exercise.id.clone(),
            title: holding.exercise.title.clone(),
            retention: holding.retention(0.0),
            due_since: after_days(now, holding.due_on()),
            minutes: holding.exercise.minutes,
            gain,
        })
        .collect()
}
