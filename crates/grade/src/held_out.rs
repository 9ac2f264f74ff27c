//! `HeldOut`: labels that solutions never see, and what else is known of their rows.

use ndarray::Array1;

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
    /// The rows of the shuffled view, in its order.
    pub shuffled: Vec<usize>,
    /// The rows of each small call: together every row, a few of them alone. The first is asked twice.
    pub small: Vec<Vec<usize>>,
}
