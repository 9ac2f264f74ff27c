//! Decisions that are right more often than the reference's and still cost more: both errors were treated alike.

use super::subject::{Rows, Subject};
use crate::checks::shown;
use crate::statistics::{deviation, mean};

pub const ID: &str = "costs-ignored";

/// z of the per-row differences from the reference, in errors and in costs (p < .001 each).
const CLEARLY: f64 = 3.09;
/// A stricter threshold alone takes for 1 what the reference does too, in this share of the rows; a model that is too sure of
/// itself finds others.
const WITHIN: f64 = 0.97;

/// Fewer errors, z < −3.09, higher costs, z > 3.09, and 97 % of what is taken for 1 the reference takes for 1. A weaker model that
/// minds the costs has more errors, not fewer; one that is too sure of itself has fewer, and not the reference's.
pub fn detect(subject: &Subject) -> Option<String> {
    let (Some(costs), Rows::Class(rows)) = (subject.metric.costs(), &subject.rows) else {
        return None;
    };
    let [truth, learner, reference] = [rows.truth, rows.learner, rows.reference].map(|labels| subject.scored(labels));
    let losses = |loss: &dyn Fn(i64, i64) -> f64, decisions: &[i64]| -> Vec<f64> {
        let pairs = truth.iter().zip(decisions);
        pairs.map(|(truth, decision)| loss(*truth, *decision)).collect()
    };
    let is_wrong = |truth, decision| f64::from(truth != decision);
    let cost = |truth, decision| costs.of_row(truth, decision);
    let [errors, of_reference] = [&learner, &reference].map(|decisions| losses(&is_wrong, decisions));
    let [spent, by_reference] = [&learner, &reference].map(|decisions| losses(&cost, decisions));
    let ignored = z(&errors, &of_reference) < -CLEARLY && z(&spent, &by_reference) > CLEARLY;
    (ignored && is_within(&learner, &reference)).then(|| {
        let [errors, of_reference] = [&errors, &of_reference].map(|errors| errors.iter().sum::<f64>());
        let [spent, by_reference] = [&spent, &by_reference].map(|costs| shown(mean(costs)));
        format!(
            "{errors} of {} decisions are wrong, {of_reference} of the reference's; yet yours cost {spent} a row and those {by_reference}",
            truth.len()
        )
    })
}

fn is_within(learner: &[i64], reference: &[i64]) -> bool {
    let taken = || learner.iter().zip(reference).filter(|(learner, _)| **learner == 1);
    let shared = taken().filter(|(_, reference)| **reference == 1).count();
    shared as f64 >= WITHIN * taken().count() as f64
}

/// The mean of the differences in its standard errors; 0 where there is no difference.
fn z(learner: &[f64], reference: &[f64]) -> f64 {
    let differences: Vec<f64> = learner
        .iter()
        .zip(reference)
        .map(|(learner, reference)| learner - reference)
        .collect();
    let error = deviation(&differences) / (differences.len() as f64).sqrt();
    if error > 0.0 { mean(&differences) / error } else { 0.0 }
}
