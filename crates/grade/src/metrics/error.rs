//! `MetricError`: why a metric has no value on an input.

use thiserror::Error;

/// Which of a metric's two inputs is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Truth,
    Prediction,
}

impl std::fmt::Display for Side {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Side::Truth => "truth",
            Side::Prediction => "prediction",
        })
    }
}

/// Input on which a metric is ill-defined. Rows count from 0.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum MetricError {
    #[error("there is no row to score; give at least one")]
    Empty,
    #[error("{truth} true values but {prediction} predictions; give one prediction per row")]
    LengthMismatch { truth: usize, prediction: usize },
    #[error("row {row} of the {side} is {value}; replace it by a finite number")]
    NotFinite { side: Side, row: usize, value: f64 },
    #[error("the result is too large for a 64-bit number; rescale the values")]
    Overflow,
    #[error("only {rows} row; this metric compares rows with each other and needs at least 2")]
    TooFewRows { rows: usize },
    #[error("every true value is {value}, so there is no variance to explain; use a metric in the target's units")]
    ConstantTruth { value: f64 },
    #[error("row {row} of the truth is 0, so its percentage error is undefined; use an absolute error instead")]
    ZeroTruth { row: usize },
    #[error("row {row} of the {side} is {value}; log(1 + value) needs values above -1")]
    LogUndefined { side: Side, row: usize, value: f64 },
    #[error("row {row} of the {side} is class {class}; a binary metric knows 0 and 1 only")]
    NotBinary { side: Side, row: usize, class: i64 },
    #[error("every row of the {side} is class {class}; this metric needs at least two classes there")]
    OneClass { side: Side, class: i64 },
    #[error("no row is truly class {class}, so its recall is 0/0; score rows that hold every class")]
    NoSuchTruth { class: i64 },
    #[error("no row is predicted as class {class}, so its precision is 0/0; predict it at least once")]
    NeverPredicted { class: i64 },
    #[error("class {class} is neither in the truth nor predicted, so F1 is 0/0; score rows that hold it")]
    AbsentClass { class: i64 },
    #[error("row {row} of the prediction is {value}; a probability lies in [0, 1]")]
    NotProbability { row: usize, value: f64 },
    #[error("row {row} of the prediction is {value}; a class is a whole number")]
    NotAClass { row: usize, value: f64 },
    #[error("row {row} of the probabilities sums to {sum}; each row must sum to 1")]
    RowSum { row: usize, sum: f64 },
    #[error("row {row} of the truth is class {class}, but the probabilities have columns for classes 0 to {last} only")]
    NoColumn { row: usize, class: i64, last: i64 },
    #[error("{clusters} clusters on {rows} rows; a silhouette needs at least 2 and at most one fewer than rows")]
    ClusterCount { clusters: usize, rows: usize },
    #[error("{metric} compares {expected}; the {side} holds something else")]
    WrongKind {
        metric: &'static str,
        side: Side,
        expected: &'static str,
    },
}
