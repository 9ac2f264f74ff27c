//! The exercise to do next.

use serde::Serialize;

use super::knowledge::Knowledge;

/// The largest gain of readiness per minute among the exercises whose prerequisites are passed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Next {
    pub exercise: String,
    pub title: String,
    /// The catalogue's.
    pub minutes: u32,
    /// What readiness gains by a pass today, over all competencies it trains: expected at quality 0.9, a full score at the third
    /// try without a hint. 0 for an exercise that only opens the way to others.
    pub gain: f64,
}

pub(super) fn next(knowledge: &Knowledge) -> Option<Next> {
    let (exercise, gain) = knowledge.best_pass(0.0)?;
    Some(Next {
        exercise: exercise.id.clone(),
        title: exercise.title.clone(),
        minutes: exercise.minutes,
        gain,
    })
}
