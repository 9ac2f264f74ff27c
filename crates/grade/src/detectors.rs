//! Detectors: recognise a project's common mistakes by the predictions alone. They advise; only canaries may accuse.

mod class_never_predicted;
mod constant_prediction;
mod costs_ignored;
mod fit_quality;
mod impossible_low;
mod labels_permuted;
mod one_sided_errors;
mod optimistic_validation;
mod out_of_step;
mod saw_hidden_labels;
mod small_targets_missed;
mod subject;
mod uncalibrated_probabilities;
mod wrapped_pixels;
mod wrong_row_order;
mod wrong_space;

#[cfg(test)]
mod tests;

use crate::finding::Finding;

pub use subject::{Aside, Asides, ClassRows, RealRows, Rows, ScoreRows, Subject};

/// Every id a project's finding can have: those of the checks, then of the detectors. What follows a stroke says what was seen
/// of a symptom where it shows the cause; without one, it does not.
pub const IDS: [&str; 46] = [
    "not-deterministic",
    "order-or-id-leak",
    "order-or-id-leak/place",
    "order-or-id-leak/company",
    "test-set-statistics",
    "test-set-statistics/stops",
    "test-set-statistics/columns",
    "test-set-statistics/share",
    "test-set-statistics/every-row",
    "test-set-statistics/some-rows",
    "test-set-statistics/earlier-calls",
    saw_hidden_labels::ID,
    wrong_space::ID,
    wrong_space::LOGARITHM,
    wrong_space::LOGARITHM_10,
    wrong_space::LOGARITHM_2,
    wrong_space::OTHER_BASE,
    wrong_space::ROOT,
    wrong_space::EXPONENTIAL,
    wrong_space::STANDARDISED,
    wrong_space::STANDARDISED_LOGARITHM,
    wrong_space::MIN_MAX,
    wrong_space::THOUSANDS,
    wrong_space::LINE,
    wrong_row_order::ID,
    "wrong-row-order/sorted",
    labels_permuted::ID,
    out_of_step::ID,
    out_of_step::DIM,
    out_of_step::TURNED_ROUND,
    wrapped_pixels::ID,
    wrapped_pixels::FITTED,
    constant_prediction::ID,
    constant_prediction::COMMONEST,
    impossible_low::ID,
    small_targets_missed::ID,
    class_never_predicted::ID,
    class_never_predicted::NOT_SHOWN,
    costs_ignored::ID,
    one_sided_errors::MISSES,
    one_sided_errors::FALSE_ALARMS,
    uncalibrated_probabilities::ID,
    optimistic_validation::ID,
    fit_quality::OVERFITTING,
    fit_quality::UNDERFITTING,
    fit_quality::BETWEEN,
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

/// What was seen of a symptom and leaves its cause open.
const OPEN: [&str; 3] = [
    "test-set-statistics/stops",
    "test-set-statistics/every-row",
    "test-set-statistics/some-rows",
];

/// Whether a finding leaves the cause as open as its symptom alone does.
pub fn leaves_cause_open(id: &str) -> bool {
    OPEN.contains(&id)
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

type Detector = fn(&Subject) -> Option<Finding>;

/// In the order of root causes: predictions in the wrong unit also look constant, predictions in the wrong order impossible.
const DETECTORS: [Detector; 14] = [
    wrong_space::detect,
    |subject| named(wrong_row_order::ID, wrong_row_order::detect(subject)),
    |subject| named(labels_permuted::ID, labels_permuted::detect(subject)),
    wrapped_pixels::detect,
    out_of_step::detect,
    constant_prediction::detect,
    |subject| named(impossible_low::ID, impossible_low::detect(subject)),
    |subject| named(small_targets_missed::ID, small_targets_missed::detect(subject)),
    class_never_predicted::detect,
    |subject| named(costs_ignored::ID, costs_ignored::detect(subject)),
    one_sided_errors::detect,
    |subject| named(uncalibrated_probabilities::ID, uncalibrated_probabilities::detect(subject)),
    caution,
    fit_quality::detect,
];

/// Whether the predictions know labels that were drawn at random; looked for on every run.
pub fn accuse(subject: &Subject) -> Option<Finding> {
    named(saw_hidden_labels::ID, saw_hidden_labels::detect(subject))
}

/// What even a pass should be told: that it was expected to score far more.
pub fn caution(subject: &Subject) -> Option<Finding> {
    named(optimistic_validation::ID, optimistic_validation::detect(subject))
}

/// What explains that predictions do not follow their rows: another order, if one restores them.
pub fn explain_order(subject: &Subject) -> Option<Finding> {
    named(wrong_row_order::ID, wrong_row_order::detect(subject))
}

/// The mistake behind predictions that did not pass, if one is recognised: the first root cause. What lies further down the
/// list is mostly a consequence of it.
pub fn advise(subject: &Subject) -> Option<Finding> {
    each(subject).next()
}

/// What each detector finds when asked by itself, in their order.
pub fn each(subject: &Subject) -> impl Iterator<Item = Finding> {
    DETECTORS.iter().filter_map(|detect| detect(subject))
}

fn named(id: &str, evidence: Option<String>) -> Option<Finding> {
    evidence.map(|evidence| Finding::new(id, evidence))
}
