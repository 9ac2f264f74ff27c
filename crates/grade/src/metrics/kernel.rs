//! `Kernel`: how a metric is computed, on the rows themselves and on rows drawn again.

use ndarray::{ArrayView1, ArrayView2};

use super::confusion::Confusion;
use super::cost::Costs;
use super::error::MetricError;

type Reals<'a> = ArrayView1<'a, f64>;
type Classes<'a> = ArrayView1<'a, i64>;
type Distributions<'a> = ArrayView2<'a, f64>;
type Result<T> = std::result::Result<T, MetricError>;

/// What a metric reads of a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A real number per row, in the target's units.
    Values,
    /// A class number per row.
    Classes,
    /// Any real number per row, higher where class 1 is likelier.
    Scores,
    /// The probability of class 1, in [0, 1], per row.
    Probabilities,
    /// A probability per row and class; rows sum to 1.
    Distributions,
}

/// A metric's functions, by what they read: none fits where another kind of truth or prediction is read.
#[derive(Clone, Copy)]
pub(crate) enum Kernel {
    Values(ValueKernel),
    Classes(ClassKernel),
    /// The mean cost of decisions between classes 0 and 1.
    Costs(Costs),
    Scores(ScoreKernel),
    Probabilities(ProbabilityKernel),
    Distributions(DistributionKernel),
}

#[derive(Clone, Copy)]
pub(crate) struct ValueKernel {
    pub of_rows: fn(Reals, Reals) -> Result<f64>,
    pub redraw: Redraw,
    pub scale: Scale,
}

/// How the value on rows drawn again follows from something of each row.
#[derive(Clone, Copy)]
pub(crate) enum Redraw {
    /// The mean of the losses of (truth, prediction).
    Mean(LossOfValue),
    /// The root of that mean.
    RootOfMean(LossOfValue),
    Explained(ShareOfVariance),
    OfErrors(OfErrors),
}

pub(crate) type LossOfValue = fn(f64, f64) -> f64;

/// Takes every |truth − prediction|, ascending, and how often each is drawn.
pub(crate) type OfErrors = fn(&[f64], &[u8]) -> f64;

/// What part of the truth's variance is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShareOfVariance {
    /// By squared errors.
    OffsetCounts,
    /// By the variance of errors.
    OffsetForgiven,
}

/// On which scale a metric compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    Plain,
    /// ln(1 + value), so that a factor is what counts. A negative prediction is scored as 0: a model of raw prices is graded,
    /// and told by a detector, rather than refused.
    Logarithmic,
}

#[derive(Clone, Copy)]
pub(crate) struct ClassKernel {
    pub of_rows: fn(Classes, Classes) -> Result<f64>,
    pub of_confusion: fn(&Confusion) -> Result<f64>,
    pub counts: Counts,
}

/// How rows enter a metric of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// Each by itself, right or wrong: the metric is the share of the right ones.
    Singly,
    /// By the rates of classes: the metric is the same where each row is there twice.
    Together,
    /// By pairs of rows.
    InPairs,
}

#[derive(Clone, Copy)]
pub(crate) struct ScoreKernel {
    pub of_rows: fn(Classes, Reals) -> Result<f64>,
    /// Where it is defined for a score per class as well.
    pub of_distributions: Option<fn(Classes, Distributions) -> Result<f64>>,
    pub walk: Walk,
}

/// What is found by walking rows in the order of their scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    RocAuc,
    AveragePrecision,
}

/// The mean of losses.
#[derive(Clone, Copy)]
pub(crate) struct ProbabilityKernel {
    pub of_rows: fn(Classes, Reals) -> Result<f64>,
    pub loss: fn(i64, f64) -> f64,
}

/// The mean of losses.
#[derive(Clone, Copy)]
pub(crate) struct DistributionKernel {
    pub of_rows: fn(Classes, Distributions) -> Result<f64>,
    pub losses: fn(Classes, Distributions) -> Result<Vec<f64>>,
}

impl Kernel {
    pub const fn values(of_rows: fn(Reals, Reals) -> Result<f64>, redraw: Redraw) -> Self {
        Kernel::Values(ValueKernel {
            of_rows,
            redraw,
            scale: Scale::Plain,
        })
    }

    pub const fn logarithms(of_rows: fn(Reals, Reals) -> Result<f64>, redraw: Redraw) -> Self {
        Kernel::Values(ValueKernel {
            of_rows,
            redraw,
            scale: Scale::Logarithmic,
        })
    }

    pub const fn classes(of_rows: fn(Classes, Classes) -> Result<f64>, of_confusion: fn(&Confusion) -> Result<f64>) -> Self {
        Kernel::Classes(ClassKernel {
            of_rows,
            of_confusion,
            counts: Counts::Together,
        })
    }

    pub const fn pairs(of_rows: fn(Classes, Classes) -> Result<f64>, of_confusion: fn(&Confusion) -> Result<f64>) -> Self {
        Kernel::Classes(ClassKernel {
            of_rows,
            of_confusion,
            counts: Counts::InPairs,
        })
    }

    pub const fn share(of_rows: fn(Classes, Classes) -> Result<f64>, of_confusion: fn(&Confusion) -> Result<f64>) -> Self {
        Kernel::Classes(ClassKernel {
            of_rows,
            of_confusion,
            counts: Counts::Singly,
        })
    }

    pub const fn scores(
        of_rows: fn(Classes, Reals) -> Result<f64>,
        of_distributions: Option<fn(Classes, Distributions) -> Result<f64>>,
        walk: Walk,
    ) -> Self {
        Kernel::Scores(ScoreKernel {
            of_rows,
            of_distributions,
            walk,
        })
    }

    pub const fn probabilities(of_rows: fn(Classes, Reals) -> Result<f64>, loss: fn(i64, f64) -> f64) -> Self {
        Kernel::Probabilities(ProbabilityKernel { of_rows, loss })
    }

    pub const fn distributions(
        of_rows: fn(Classes, Distributions) -> Result<f64>,
        losses: fn(Classes, Distributions) -> Result<Vec<f64>>,
    ) -> Self {
        Kernel::Distributions(DistributionKernel { of_rows, losses })
    }

    pub fn needs(&self) -> Needs {
        match self {
            Kernel::Values(_) => Needs::Values,
            Kernel::Classes(_) | Kernel::Costs(_) => Needs::Classes,
            Kernel::Scores(_) => Needs::Scores,
            Kernel::Probabilities(_) => Needs::Probabilities,
            Kernel::Distributions(_) => Needs::Distributions,
        }
    }
}

impl ValueKernel {
    /// What one row costs, to tell which rows cost most.
    pub fn loss(&self) -> LossOfValue {
        match self.redraw {
            Redraw::Mean(loss) | Redraw::RootOfMean(loss) => loss,
            Redraw::Explained(_) | Redraw::OfErrors(_) => super::regression::squared_error,
        }
    }
}

impl Scale {
    /// A prediction as the metric takes it.
    pub fn taken(self, prediction: f64) -> f64 {
        match self {
            Scale::Plain => prediction,
            Scale::Logarithmic => prediction.max(0.0),
        }
    }

    /// Where a value lies on this scale.
    pub fn of(self, value: f64) -> f64 {
        match self {
            Scale::Plain => value,
            Scale::Logarithmic => value.ln_1p(),
        }
    }
}
