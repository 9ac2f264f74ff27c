//! How long a catalogue minute takes this learner.
//!
//! The log holds moments, not hours: when a solution was graded, never when work on it began, nor whether the learner was at the desk
//! between two runs. So hours of work cannot be measured. What can be is how many catalogue minutes are passed for the first time in a
//! stretch of days; with the hours a week the learner means to give, that makes the pace. It is therefore as honest as those
//! hours, and a learner who gives more than before sees it after some weeks, not at once.

use mlings_progress::ExerciseProgress;
use serde::Serialize;

use super::learner::{Learner, days_between};

/// Learner's minutes for each of the catalogue, until the log says better.
const ASSUMED: f64 = 2.7;
/// The stretch looked at: a pause of four weeks is a new start.
const WINDOW_DAYS: f64 = 28.0;
/// Less than this is too little to speak of a pace.
const LEAST_DAYS: f64 = 14.0;
const LEAST_EXERCISES: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pace {
    pub minutes_per_catalogue_minute: f64,
    pub basis: Basis,
}

/// Where a pace comes from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Basis {
    /// The log holds too little: at least five exercises, passed first in the last four weeks, in a log two weeks old.
    Assumed,
    /// So many exercises were first passed in the last so many days.
    Measured {
        exercises: usize,
        catalogue_minutes: u32,
        days: f64,
    },
}

impl Pace {
    pub(super) fn of(learner: &Learner, hours_per_week: f64) -> Self {
        let started = learner.progress.started;
        let days = started
            .map_or(0.0, |started| days_between(started, learner.now))
            .min(WINDOW_DAYS);
        let is_recent = |progress: &ExerciseProgress| {
            let first = progress.languages.values().filter_map(|language| language.first_pass).min();
            first.is_some_and(|first| first <= learner.now && days_between(first, learner.now) <= days)
        };
        let passed: Vec<u32> = learner
            .catalog
            .exercises
            .iter()
            .filter(|exercise| is_recent(&learner.progress.of_exercise(&exercise.id)))
            .map(|exercise| exercise.minutes)
            .collect();
        if days < LEAST_DAYS || passed.len() < LEAST_EXERCISES {
            return Pace {
                minutes_per_catalogue_minute: ASSUMED,
                basis: Basis::Assumed,
            };
        }
        let catalogue_minutes = passed.iter().sum();
        Pace {
            minutes_per_catalogue_minute: hours_per_week * 60.0 * days / 7.0 / f64::from(catalogue_minutes),
            basis: Basis::Measured {
                exercises: passed.len(),
                catalogue_minutes,
                days,
            },
        }
    }
}
