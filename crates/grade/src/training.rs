//! `TrainSummary`: what the detectors need to know of the train labels.

use crate::held_out::Target;
use crate::statistics::{deviation, mean, variance};

/// The train labels in a few numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainSummary {
    Real(RealSummary),
    Class(ClassSummary),
}

/// A real target, in its own units.
#[derive(Clone, Debug, PartialEq)]
pub struct RealSummary {
    pub mean: f64,
    pub variance: f64,
    pub minimum: f64,
    pub maximum: f64,
    /// Mean and deviation of ln(1 + target) where every target is above −1.
    pub log: Option<[f64; 2]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSummary {
    /// Rows of class 0, 1, …
    pub counts: Vec<usize>,
}

impl TrainSummary {
    /// Summarises train labels; `classes` is the number of classes, 0 for a real target.
    pub fn of(target: &Target, classes: usize) -> Self {
        match target {
            Target::Real(values) => TrainSummary::Real(RealSummary::of(&values.to_vec())),
            Target::Class(labels) => {
                let count = |class: usize| labels.iter().filter(|&&label| label == class as i64).count();
                TrainSummary::Class(ClassSummary {
                    counts: (0..classes).map(count).collect(),
                })
            }
        }
    }

    /// The number of classes; 0 for a real target.
    pub fn classes(&self) -> usize {
        match self {
            TrainSummary::Real(_) => 0,
            TrainSummary::Class(summary) => summary.counts.len(),
        }
    }
}

impl RealSummary {
    fn of(values: &[f64]) -> Self {
        let minimum = values.iter().copied().fold(f64::INFINITY, f64::min);
        let logs: Vec<f64> = values.iter().map(|value| value.ln_1p()).collect();
        Self {
            mean: mean(values),
            variance: variance(values),
            minimum,
            maximum: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            log: (minimum > -1.0).then(|| [mean(&logs), deviation(&logs)]),
        }
    }
}

impl ClassSummary {
    /// The share of train rows of a class.
    pub fn prior(&self, class: usize) -> f64 {
        self.counts[class] as f64 / self.counts.iter().sum::<usize>().max(1) as f64
    }
}
