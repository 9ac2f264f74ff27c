//! Detectors: recognise a project's common mistakes by the predictions alone. They advise; only canaries may accuse.

mod class_never_predicted;
mod constant_prediction;
mod costs_ignored;
mod impossible_low;
mod labels_permuted;
mod optimistic_validation;
mod saw_hidden_labels;
mod uncalibrated_probabilities;
mod wrong_row_order;
mod wrong_space;

#[cfg(test)]
mod tests;

use super::contrast::Outcome;
use super::metrics::{Metric, Prediction};
use super::training::{ClassSummary, RealSummary, TrainSummary};
use super::{Finding, HeldOut, Target};

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

/// Everything a detector may look at.
pub struct Subject<'a> {
    pub metric: Metric,
    pub held_out: &'a HeldOut,
    /// How the learner did on the rows that count.
    pub outcome: &'a Outcome,
    /// What the learner expected to score, where that is known.
    pub claim: Option<f64>,
    pub rows: Rows<'a>,
}

/// The predictions of every row of the part, by kind of target.
pub enum Rows<'a> {
    Real(RealRows<'a>),
    Class(ClassRows<'a>),
    /// Scores or probabilities of class 1.
    Scores(ScoreRows<'a>),
}

pub struct RealRows<'a> {
    pub truth: &'a [f64],
    pub learner: &'a [f64],
    pub baseline: &'a [f64],
    pub reference: &'a [f64],
    pub train: &'a RealSummary,
}

pub struct ClassRows<'a> {
    pub truth: &'a [i64],
    pub learner: &'a [i64],
    pub reference: &'a [i64],
    pub train: &'a ClassSummary,
}

pub struct ScoreRows<'a> {
    pub truth: &'a [i64],
    pub learner: &'a [f64],
}

impl<'a> Rows<'a> {
    /// The rows of a part by kind; `None` where target, predictions and summary are of different kinds.
    pub fn new(
        target: &'a Target,
        learner: &'a Prediction,
        baseline: &'a Prediction,
        reference: &'a Prediction,
        train: &'a TrainSummary,
    ) -> Option<Self> {
        match (target, learner, baseline, reference, train) {
            (
                Target::Real(truth),
                Prediction::Values(learner),
                Prediction::Values(baseline),
                Prediction::Values(reference),
                TrainSummary::Real(train),
            ) => Some(Rows::Real(RealRows {
                truth: truth.as_slice()?,
                learner: learner.as_slice()?,
                baseline: baseline.as_slice()?,
                reference: reference.as_slice()?,
                train,
            })),
            (
                Target::Class(truth),
                Prediction::Classes(learner),
                _,
                Prediction::Classes(reference),
                TrainSummary::Class(train),
            ) => Some(Rows::Class(ClassRows {
                truth: truth.as_slice()?,
                learner: learner.as_slice()?,
                reference: reference.as_slice()?,
                train,
            })),
            (Target::Class(truth), Prediction::Values(learner), ..) => Some(Rows::Scores(ScoreRows {
                truth: truth.as_slice()?,
                learner: learner.as_slice()?,
            })),
            _ => None,
        }
    }
}

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
    detector(subject).map(|evidence| Finding {
        id: id.to_owned(),
        evidence,
    })
}

impl Subject<'_> {
    /// The values of the rows that count.
    fn scored<T: Copy>(&self, values: &[T]) -> Vec<T> {
        self.held_out.scored.iter().map(|&row| values[row]).collect()
    }

    /// The values of the unscored rows whose labels were re-drawn.
    fn canaries<T: Copy>(&self, values: &[T]) -> Vec<T> {
        self.held_out.canaries.iter().map(|&row| values[row]).collect()
    }
}

/// The mean of |left − right|.
fn mean_absolute(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| (left - right).abs()).sum::<f64>() / left.len().max(1) as f64
}
