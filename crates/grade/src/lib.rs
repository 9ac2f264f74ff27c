//! From answers to a verdict; pure: no I/O, no clock, no printing.

mod checks;
pub mod contract;
mod contrast;
pub mod detectors;
pub mod displays;
pub mod interval;
pub mod kata;
pub mod metrics;
pub mod project;
pub mod separation;
#[cfg(test)]
mod simulation;
mod statistics;
pub mod training;
pub mod value;

use ndarray::Array1;
use serde::{Deserialize, Serialize};

/// Where scored answers stand, worst first; from `Passed` on the exercise is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They know labels that no solution can have seen.
    Suspicious,
    BelowBaseline,
    NotYet,
    /// Below the bar, and as close to it as chance.
    Borderline,
    Passed,
    /// Passed beyond doubt: every case of a kata is right, or the bar is cleared by more than noise (one-sided 95 %).
    Certified,
}

/// A named check and whether it held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub name: String,
    pub passed: bool,
    /// What was seen, in one sentence, when it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A cause found in the answers: a detector's or fingerprint's id, and the facts it saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `constant-prediction`, or the id of a kata's known mistake.
    pub id: String,
    /// The evidence in one sentence, with the learner's own values.
    pub evidence: String,
}

/// A project's score on one part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    pub value: f64,
    /// 95 % interval of `value`.
    pub interval: [f64; 2],
    pub baseline: f64,
    pub pass: f64,
    pub reference: f64,
    /// clamp((value − baseline)/(reference − baseline), 0, 1).
    pub score: f64,
    /// sd(difference)/√n against the pass bar: what a gain must exceed to be real.
    pub noise: f64,
}

/// Labels: real numbers or class numbers 0..K.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Real(Array1<f64>),
    Class(Array1<i64>),
}

impl Target {
    /// The number of rows.
    pub fn rows(&self) -> usize {
        match self {
            Target::Real(values) => values.len(),
            Target::Class(classes) => classes.len(),
        }
    }

    /// The labels of some rows, in the order given.
    pub fn take(&self, rows: &[usize]) -> Self {
        match self {
            Self::Real(values) => Self::Real(rows.iter().map(|row| values[*row]).collect()),
            Self::Class(classes) => Self::Class(rows.iter().map(|row| classes[*row]).collect()),
        }
    }
}

/// What the grader alone knows of a held-out part. Row numbers index the part's rows in order.
pub struct HeldOut {
    /// One label a row; for canaries the re-drawn one.
    pub target: Target,
    /// Rows that count, ascending; every row that is no canary.
    pub scored: Vec<usize>,
    /// Rows whose label was re-drawn at random: who predicts those labels has read them.
    pub canaries: Vec<usize>,
    /// Group number per row; rows of one group (a house sold twice) are resampled together.
    pub groups: Vec<u32>,
    /// The row's id as the data names it.
    pub ids: Vec<String>,
    /// The rows of the half view, in its order.
    pub half: Vec<usize>,
    /// The rows of the shuffled view, in its order.
    pub shuffled: Vec<usize>,
}
