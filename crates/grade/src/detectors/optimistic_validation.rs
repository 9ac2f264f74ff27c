//! A score the learner expected, far above the score on hidden rows.

use super::subject::Subject;
use crate::checks::shown;

pub const ID: &str = "optimistic-validation";

/// z of the difference (one-sided p < .0005) …
const Z: f64 = 3.29;
/// … and the least difference worth telling: .02 of a score, 2 % of an error.
const GAP: f64 = 0.02;
/// The variance of a claim in that of the hidden score: a fifth of the train rows, which is what is mostly held out, is three fifths
/// of a hidden part. On how many rows it was measured is not known.
const OF_CLAIM: f64 = 1.7;

/// (claimed − hidden)/√(1.7 SE² + SE²) > 3.29 and gap > .02, turned round for errors.
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
    let z = gap / (standard_error * (OF_CLAIM + 1.0).sqrt());
    (z > Z && gap > least).then(|| {
        format!(
            "you expected {} and the hidden rows give {}: {z:.0} standard errors apart",
            shown(claim),
            shown(hidden)
        )
    })
}
