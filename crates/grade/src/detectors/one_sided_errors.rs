//! Errors of one kind where there are two: class 1 missed, or false alarms.

use super::subject::{Rows, Subject};
use crate::finding::Finding;
use crate::statistics::z_of_mean;

pub const MISSES: &str = "one-sided-errors/misses";
pub const FALSE_ALARMS: &str = "one-sided-errors/false-alarms";

/// z of one error's excess over the reference's (p < .001) …
const CLEARLY: f64 = 3.09;
/// … where the other error's is below this.
const AS_GOOD: f64 = 1.645;
/// … and its excess at most this share of the one's.
const SLIGHT: f64 = 0.2;

/// Against the reference, clearly more errors of one kind and hardly more of the other. Where errors have costs of their own, weaker
/// models rightly err on the cheap side.
pub fn detect(subject: &Subject) -> Option<Finding> {
    let Rows::Class(rows) = &subject.rows else { return None };
    if rows.train.counts.len() != 2 || subject.metric.costs().is_some() {
        return None;
    }
    let [truth, learner, reference] = [rows.truth, rows.learner, rows.reference].map(|labels| subject.scored(labels));
    let error = |class: i64| {
        let of_class: Vec<usize> = (0..truth.len()).filter(|&row| truth[row] == class).collect();
        let wrong = |labels: &[i64]| of_class.iter().filter(|&&row| labels[row] != class).count();
        let excess = of_class
            .iter()
            .map(|&row| f64::from(learner[row] != class) - f64::from(reference[row] != class))
            .collect::<Vec<_>>();
        (of_class.len(), wrong(&learner), wrong(&reference), z_of_mean(&excess))
    };
    let (positives, missed, missed_by_reference, misses) = error(1);
    let (negatives, alarmed, alarmed_by_reference, alarms) = error(0);
    let more = |wrong: usize, by_reference: usize| wrong as f64 - by_reference as f64;
    let [more_missed, more_alarmed] = [more(missed, missed_by_reference), more(alarmed, alarmed_by_reference)];
    let id = match (misses > CLEARLY, alarms > CLEARLY) {
        (true, _) if alarms < AS_GOOD && more_alarmed <= SLIGHT * more_missed => MISSES,
        (_, true) if misses < AS_GOOD && more_missed <= SLIGHT * more_alarmed => FALSE_ALARMS,
        _ => return None,
    };
    Some(Finding::new(
        id,
        format!(
            "of {positives} rows of class 1 you miss {missed}, the reference {missed_by_reference}; of {negatives} of class 0 you take \
             {alarmed} for 1, the reference {alarmed_by_reference}"
        ),
    ))
}
