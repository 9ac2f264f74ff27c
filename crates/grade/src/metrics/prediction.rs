//! `Prediction`: what a solution answered, and reading it or the truth as the kind a metric needs.

use ndarray::{Array1, Array2};

use super::error::{MetricError, Side};
use super::metric::Metric;
use crate::held_out::Target;

/// What a solution answered, as a metric reads it.
#[derive(Clone, Debug, PartialEq)]
pub enum Prediction {
    /// Real numbers, scores, or probabilities of class 1, one a row.
    Values(Array1<f64>),
    /// Class numbers, one a row.
    Classes(Array1<i64>),
    /// Probabilities, shape (rows, classes); column k is class k.
    Distributions(Array2<f64>),
}

/// Numbers that stand for classes, as class numbers.
///
/// # Errors
/// [`MetricError::NotAClass`] where one is no whole number.
pub(crate) fn whole(numbers: &Array1<f64>) -> Result<Array1<i64>, MetricError> {
    match numbers.iter().position(|number| number.fract() != 0.0) {
        Some(row) => Err(MetricError::NotAClass {
            row,
            value: numbers[row],
        }),
        None => Ok(numbers.mapv(|number| number as i64)),
    }
}

impl Prediction {
    /// The numbers, for a metric that reads them.
    pub(crate) fn values(&self, metric: Metric) -> Result<&Array1<f64>, MetricError> {
        match self {
            Prediction::Values(values) => Ok(values),
            Prediction::Classes(_) | Prediction::Distributions(_) => Err(unfit(metric, Side::Prediction, "numbers")),
        }
    }

    /// The class numbers, for a metric that reads them.
    pub(crate) fn classes(&self, metric: Metric) -> Result<&Array1<i64>, MetricError> {
        match self {
            Prediction::Classes(classes) => Ok(classes),
            Prediction::Values(_) | Prediction::Distributions(_) => Err(unfit(metric, Side::Prediction, "class numbers")),
        }
    }

    /// The probabilities per class, for a metric that reads them.
    pub(crate) fn distributions(&self, metric: Metric) -> Result<&Array2<f64>, MetricError> {
        match self {
            Prediction::Distributions(distributions) => Ok(distributions),
            Prediction::Values(_) | Prediction::Classes(_) => Err(unfit(metric, Side::Prediction, "probabilities per class")),
        }
    }
}

impl Target {
    /// The numbers, for a metric that reads them.
    pub(crate) fn values(&self, metric: Metric) -> Result<&Array1<f64>, MetricError> {
        match self {
            Target::Real(values) => Ok(values),
            Target::Class(_) => Err(unfit(metric, Side::Truth, "numbers")),
        }
    }

    /// The class numbers, for a metric that reads them.
    pub(crate) fn classes(&self, metric: Metric) -> Result<&Array1<i64>, MetricError> {
        match self {
            Target::Class(classes) => Ok(classes),
            Target::Real(_) => Err(unfit(metric, Side::Truth, "class numbers")),
        }
    }
}

fn unfit(metric: Metric, side: Side, expected: &'static str) -> MetricError {
    MetricError::WrongKind {
        metric: metric.name(),
        side,
        expected,
    }
}
