//! Detectors: recognise a project's common mistakes by the predictions alone. They advise; only canaries may accuse.

mod class_never_predicted;
mod constant_prediction;
mod costs_ignored;
mod impossible_low;
mod labels_permuted;
mod optimistic_validation;
mod saw_hidden_labels;
mod subject;
mod uncalibrated_probabilities;
mod wrong_row_order;
mod wrong_space;

#[cfg(test)]
mod tests;

use crate::finding::Finding;

pub use subject::{ClassRows, RealRows, Rows, ScoreRows, Subject};

/// Every id a project's finding can have: those of the checks, then of the detectors.
pub const IDS: [&str; 13] = [
    "not-deterministic",
    "order-or-id-leak",
    "test-set-statistics",
    saw_hidden_labels::ID,
    wrong_space::ID,
    wrong_row_order::ID,
    labels_permuted::ID,
    constant_prediction::ID,
    impossible_low::ID,
    class_never_predicted::ID,
    costs_ignored::ID,
    uncalibrated_probabilities::ID,
    optimistic_validation::ID,
];

/// Whether a project's finding can have this id; `const`, so that an exercise which names another one does not compile.
pub const fn is_known(id: &str) -> bool {
    let mut index = 0;
    while index < IDS.len() {
        if is_same(IDS[index].as_bytes(), id.as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

type Detector = fn(&Subject) -> Option<String>;

/// In the order of root causes: predictions in the wrong unit also look constant, predictions in the wrong order impossible.
const DETECTORS: [(&str, Detector); 9] = [
    (wrong_space::ID, wrong_space::detect),
    (wrong_row_order::ID, wrong_row_order::detect),
    (labels_permuted::ID, labels_permuted::detect),
    (constant_prediction::ID, constant_prediction::detect),
    (impossible_low::ID, impossible_low::detect),
    (class_never_predicted::ID, class_never_predicted::detect),
    (costs_ignored::ID, costs_ignored::detect),
    (uncalibrated_probabilities::ID, uncalibrated_probabilities::detect),
    (optimistic_validation::ID, optimistic_validation::detect),
];

/// Whether the predictions know labels that were drawn at random; looked for on every run.
pub fn accuse(subject: &Subject) -> Option<Finding> {
    finding(saw_hidden_labels::ID, saw_hidden_labels::detect, subject)
}

/// What even a pass should be told: that it was expected to score far more.
pub fn caution(subject: &Subject) -> Option<Finding> {
    finding(optimistic_validation::ID, optimistic_validation::detect, subject)
}

/// What explains that predictions do not follow their rows: another order, if one restores them.
pub fn explain_order(subject: &Subject) -> Option<Finding> {
    finding(wrong_row_order::ID, wrong_row_order::detect, subject)
}

/// The mistake behind predictions that did not pass, if one is recognised: the first root cause. What lies further down the
/// list is mostly a consequence of it.
pub fn advise(subject: &Subject) -> Option<Finding> {
    DETECTORS.iter().find_map(|(id, detector)| finding(id, *detector, subject))
}

fn finding(id: &str, detector: Detector, subject: &Subject) -> Option<Finding> {
    detector(subject).map(|evidence| Finding::new(id, evidence))
}
