//! Errors that are alike in the target's own unit where the score counts ratios: the mark of a line fitted to the target as it came.

use super::subject::{Rows, Subject};
use crate::metrics::Metric;

pub const ID: &str = "small-targets-missed";

/// The third with the smallest predictions is off by so many times the ratio that the third with the largest is. Sixty models of
/// the logarithm, from one split to a forest and fitted on 300 rows or all, came to at most 1.1 on real prices; lines fitted to
/// the prices with five features or more to between 2 and 2.9.
const TIMES: f64 = 1.5;
/// Fewer rows in a third say nothing.
const ROWS: usize = 100;

/// The score is of logarithms, and the smallest third of the predictions is off by far larger ratios than the largest. By
/// predictions, not by targets: who keeps to the mean misses both ends, and which of them by more is chance.
pub fn detect(subject: &Subject) -> Option<String> {
    let (Rows::Real(rows), Metric::RootMeanSquaredLogError) = (&subject.rows, subject.metric) else {
        return None;
    };
    let (truth, learner) = (subject.scored(rows.truth), subject.scored(rows.learner));
    let mut pairs: Vec<(f64, f64)> = truth.into_iter().zip(learner).collect();
    pairs.sort_by(|one, other| one.1.total_cmp(&other.1));
    let third = pairs.len() / 3;
    if third < ROWS {
        return None;
    }
    let [small, large] = [&pairs[..third], &pairs[pairs.len() - third..]].map(mean_log_error);
    // In hundredths: an error of the logarithm by 0.3 is a factor of 1.35.
    let [of_small, of_large] = [small, large].map(|error| 100.0 * error.exp_m1());
    (small > TIMES * large).then(|| {
        format!("the third with the smallest predictions is off by {of_small:.0} % on average, the third with the largest by {of_large:.0} %")
    })
}

/// The mean of |ln(1 + prediction) − ln(1 + target)|; what is below 0 counts as 0.
fn mean_log_error(pairs: &[(f64, f64)]) -> f64 {
    let error = |(truth, learner): &(f64, f64)| (learner.max(0.0).ln_1p() - truth.ln_1p()).abs();
    pairs.iter().map(error).sum::<f64>() / pairs.len() as f64
}
