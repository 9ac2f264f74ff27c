//! A score the learner expected, far above the score on hidden rows.

use super::subject::Subject;
use crate::checks::shown;

pub const ID: &str = "optimistic-validation";

/// z of the difference (one-sided p < .0005) …
const Z: f64 = 3.29;
/// … and the least difference worth telling: .02 of a score, 2 % of an error.
const GAP: f64 = 0.02;

/// (claimed − hidden)/√(SE² + SE²) > 3.29 and gap > .02, turned round for errors. A claim is taken to be as uncertain as the
/// hidden score: how many rows it was measured on is not known.
pub fn detect(subject: &Subject) -> Option<String> {
    let claim = subject.claim?;
    let measurement = &subject.decision.measurement;
    let hidden = measurement.value;
    let [low, high] = measurement.interval;
    let standard_error = (high - low) / (2.0 * 1.96);
    let (gap, least) = match subject.metric.is_error() {
        true => (hidden - claim, GAP * hidden),
        false => (claim - hidden, GAP),
    };
    let z = gap / (standard_error * std::f64::consts::SQRT_2);
    (z > Z && gap > least).then(|| {
        format!(
            "you expected {} and the hidden rows give {}: {z:.0} standard errors apart",
            shown(claim),
            shown(hidden)
        )
    })
}
