//! A class that is hardly ever predicted.

use super::subject::{Rows, Subject};
use crate::statistics::binomial_at_most;

pub const ID: &str = "class-never-predicted";

/// Predicted less often than this share of what its part of the train rows leads to expect …
const SHARE: f64 = 0.1;
/// … and too rarely even for a class four times as rare.
const RARER: f64 = 4.0;
const SIGNIFICANCE: f64 = 1e-4;

/// count < 10 % of expected and P(Bin(n, prior/4) ≤ count) < 1e-4; the class that is missing most.
pub fn detect(subject: &Subject) -> Option<String> {
    let Rows::Class(rows) = &subject.rows else { return None };
    let learner = subject.scored(rows.learner);
    let missing = (0..rows.train.counts.len()).filter_map(|class| {
        let count = learner.iter().filter(|&&label| label == class as i64).count();
        let expected = rows.train.prior(class) * learner.len() as f64;
        let rare = (count as f64) < SHARE * expected
            && binomial_at_most(learner.len(), rows.train.prior(class) / RARER, count) < SIGNIFICANCE;
        rare.then_some((class, count, expected))
    });
    let (class, count, expected) =
        missing.max_by(|left, right| (left.2 - left.1 as f64).total_cmp(&(right.2 - right.1 as f64)))?;
    Some(format!(
        "class {class} was predicted for {count} of {} rows; about {expected:.0} are of that class",
        learner.len()
    ))
}
