//! Predictions below anything a positive target can be: the mark of a right-skewed target fitted on its raw scale.

use super::subject::{Rows, Subject};
use crate::checks::shown;

pub const ID: &str = "impossible-low";

/// No target is below this share of the smallest train target: such a prediction is impossible …
const OF_MINIMUM: f64 = 0.5;
/// … and at least one reaches down to this share: errors in proportion to the price do not, additive ones fall below 0.
const LOWEST: f64 = 0.1;
/// At least this share of the rows, so that one odd row is no diagnosis.
const SHARE: f64 = 0.001;

/// The bar is missed, every train target is positive, at least 0.1 % of predictions are below half the smallest of them, and
/// the lowest is below a tenth of it.
pub fn detect(subject: &Subject) -> Option<String> {
    let Rows::Real(rows) = &subject.rows else { return None };
    let learner = subject.scored(rows.learner);
    let bound = OF_MINIMUM * rows.train.minimum;
    let low = learner.iter().filter(|&&value| value < bound).count();
    if rows.train.minimum <= 0.0 || low == 0 || (low as f64) < SHARE * learner.len() as f64 {
        return None;
    }
    let held_out = subject.held_out;
    let lowest = held_out
        .scored
        .iter()
        .copied()
        .min_by(|&left, &right| rows.learner[left].total_cmp(&rows.learner[right]))?;
    if rows.learner[lowest] > LOWEST * rows.train.minimum {
        return None;
    }
    let negative = learner.iter().filter(|&&value| value <= 0.0).count();
    Some(format!(
        "{low} of {} predictions are below half of the smallest train target ({}), {negative} of them are not even positive; \
         row {lowest} (id {}) got {}",
        learner.len(),
        shown(rows.train.minimum),
        held_out.ids[lowest],
        shown(rows.learner[lowest])
    ))
}
