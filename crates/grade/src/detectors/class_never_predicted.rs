//! A class that is hardly ever predicted.

use super::subject::{ClassRows, Rows, Subject};
use crate::finding::Finding;
use crate::statistics::binomial_at_most;

pub const ID: &str = "class-never-predicted";
/// Rows of the other classes are read as well as ever, those of the last classes never: as if these had not been shown.
pub const NOT_SHOWN: &str = "class-never-predicted/not-shown";

/// Rows of the other classes are read as well as ever where so much of the reference's share is right.
const AS_EVER: f64 = 0.85;

/// Predicted less often than this share of what its part of the train rows leads to expect …
const SHARE: f64 = 0.1;
/// … and too rarely even for a class four times as rare.
const RARER: f64 = 4.0;
const SIGNIFICANCE: f64 = 1e-4;

/// count < 10 % of expected and P(Bin(n, prior/4) ≤ count) < 1e-4; the class that is missing most.
pub fn detect(subject: &Subject) -> Option<Finding> {
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
    let id = if is_not_shown(subject, rows) { NOT_SHOWN } else { ID };
    let all = learner.len();
    Some(Finding::new(
        id,
        format!("class {class} was predicted for {count} of {all} rows; about {expected:.0} are of that class"),
    ))
}

/// With three classes or more: those never predicted are the first or the last ones, no more than half of them, and the others are
/// nearly as often right as the reference has them. A tree with two leaves reads two classes well, having no others.
fn is_not_shown(subject: &Subject, rows: &ClassRows) -> bool {
    let [truth, learner, reference] = [rows.truth, rows.learner, rows.reference].map(|labels| subject.scored(labels));
    let classes = rows.train.counts.len();
    let used: Vec<bool> = (0..classes).map(|class| learner.contains(&(class as i64))).collect();
    let is_cut = used.is_sorted() || used.is_sorted_by(|left, right| left >= right);
    let of_used: Vec<usize> = (0..truth.len()).filter(|&row| used[truth[row] as usize]).collect();
    let right = |labels: &[i64]| of_used.iter().filter(|&&row| labels[row] == truth[row]).count() as f64;
    let unused = used.iter().filter(|used| !**used).count();
    classes > 2 && is_cut && unused > 0 && 2 * unused <= classes && right(&learner) > AS_EVER * right(&reference)
}
