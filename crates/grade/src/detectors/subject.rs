//! `Subject`: everything a detector may look at.

use ndarray::Array1;

use crate::contrast::Decision;
use crate::held_out::{HeldOut, Target};
use crate::metrics::{Metric, Prediction};
use crate::training::{ClassSummary, RealSummary, TrainSummary};

/// Everything a detector may look at.
pub struct Subject<'a> {
    pub metric: Metric,
    pub held_out: &'a HeldOut,
    /// How the learner did on the rows that count.
    pub decision: &'a Decision,
    /// What the learner expected to score, where that is known.
    pub claim: Option<f64>,
    pub rows: Rows<'a>,
    pub asides: Asides,
}

/// What the model was asked beside the part's rows, where it answered.
#[derive(Default)]
pub struct Asides {
    /// Some of the rows it was fitted on.
    pub recall: Option<Aside>,
    /// Some of the part's images as bytes, as real numbers, and with 1 for ink.
    pub bytes: Option<Aside>,
    pub real: Option<Aside>,
    pub dim: Option<Aside>,
}

/// Some rows: their labels, and the answer for each.
pub struct Aside {
    pub truth: Target,
    pub answer: Prediction,
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

impl Aside {
    pub fn rows(&self) -> usize {
        self.truth.rows()
    }

    /// Labels and answers as numbers.
    pub fn numbers(&self) -> Option<(Vec<f64>, Vec<f64>)> {
        match (&self.truth, &self.answer) {
            (Target::Real(truth), Prediction::Values(answer)) => Some((truth.to_vec(), answer.to_vec())),
            (Target::Class(truth), Prediction::Classes(answer)) => {
                let numbers = |classes: &Array1<i64>| classes.iter().map(|&class| class as f64).collect();
                Some((numbers(truth), numbers(answer)))
            }
            _ => None,
        }
    }

    /// Whether each row's class is right.
    pub fn right(&self) -> Option<Vec<bool>> {
        match (&self.truth, &self.answer) {
            (Target::Class(truth), Prediction::Classes(answer)) => {
                Some(truth.iter().zip(answer).map(|(truth, label)| truth == label).collect())
            }
            _ => None,
        }
    }
}

impl Subject<'_> {
    /// The values of the rows that count.
    pub fn scored<T: Copy>(&self, values: &[T]) -> Vec<T> {
        self.held_out.scored.iter().map(|&row| values[row]).collect()
    }

    /// The values of the unscored rows whose labels were re-drawn.
    pub fn canaries<T: Copy>(&self, values: &[T]) -> Vec<T> {
        self.held_out.canaries.iter().map(|&row| values[row]).collect()
    }
}

/// The mean of |left − right|.
pub fn mean_absolute(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| (left - right).abs()).sum::<f64>() / left.len().max(1) as f64
}
