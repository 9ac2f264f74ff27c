//! Metrics of predicted probabilities.

use ndarray::{ArrayView1, ArrayView2};

use super::classification::only_binary;
use super::error::{MetricError, Side};
use super::regression::{contiguous, same_length};

/// How far from 1 a row of probabilities may sum: what 32-bit floats lose over some hundred classes.
const ROW_SUM_TOLERANCE: f64 = 1e-5;

/// The mean of −ln(probability given to the true class), in nats, for classes 0 and 1. `prediction` holds the probability of
/// class 1. From 0 (best) upwards; ln 2 ≈ 0.693 is what 0.5 everywhere gives. Probabilities are kept 2⁻⁵² away from 0 and 1,
/// as scikit-learn does, so that one confident error costs 36 instead of everything.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotBinary`]; [`MetricError::NotProbability`].
///
/// Source: scikit-learn, `log_loss(labels=[0, 1])`.
///
/// ```
/// use mlings_grade::metrics::log_loss;
/// use ndarray::array;
///
/// let truth = array![1, 0];
/// let good = log_loss(truth.view(), array![0.9, 0.1].view()).unwrap();
/// assert!((good - 0.105).abs() < 1e-3);
/// let bad = log_loss(truth.view(), array![0.0, 1.0].view()).unwrap();
/// assert!((bad - 36.04).abs() < 1e-2); // certain and wrong
/// ```
pub fn log_loss(truth: ArrayView1<i64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    mean_loss(truth, prediction, log_loss_of_row)
}

/// The mean of (probability of class 1 − truth)², for classes 0 and 1; from 0 (best) to 1. 0.25 is what 0.5 everywhere gives.
///
/// # Errors
/// As [`log_loss`].
///
/// Source: scikit-learn, `brier_score_loss`.
///
/// ```
/// use mlings_grade::metrics::brier_score_loss;
/// use ndarray::array;
///
/// let truth = array![1, 0];
/// assert_eq!(brier_score_loss(truth.view(), array![1.0, 0.5].view()), Ok(0.125));
/// assert_eq!(brier_score_loss(truth.view(), array![0.0, 1.0].view()), Ok(1.0)); // bad: certain and wrong
/// ```
pub fn brier_score_loss(truth: ArrayView1<i64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    mean_loss(truth, prediction, brier_loss_of_row)
}

/// The mean of −ln(probability given to the true class), in nats, for any number of classes. `prediction` has shape
/// (rows, classes); column k belongs to class k. From 0 (best) upwards; ln K is what 1/K everywhere gives. Probabilities are
/// kept 2⁻⁵² away from 0 and 1.
///
/// # Errors
/// Empty or unequal input; [`MetricError::NotProbability`]; [`MetricError::RowSum`]; [`MetricError::NoColumn`].
///
/// Source: scikit-learn, `log_loss(labels=range(K))`.
///
/// ```
/// use mlings_grade::metrics::cross_entropy;
/// use ndarray::array;
///
/// let truth = array![0, 2];
/// let good = cross_entropy(truth.view(), array![[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]].view()).unwrap();
/// assert!((good - 0.223).abs() < 1e-3);
/// let bad = cross_entropy(truth.view(), array![[0.1, 0.1, 0.8], [0.8, 0.1, 0.1]].view()).unwrap();
/// assert!((bad - 2.303).abs() < 1e-3); // 1/3 everywhere would give 1.099
/// ```
pub fn cross_entropy(truth: ArrayView1<i64>, prediction: ArrayView2<f64>) -> Result<f64, MetricError> {
    let total: f64 = cross_entropy_of_rows(truth, prediction)?.iter().sum();
    Ok(total / truth.len() as f64)
}

/// Each row's part of [`cross_entropy`].
pub(super) fn cross_entropy_of_rows(truth: ArrayView1<i64>, prediction: ArrayView2<f64>) -> Result<Vec<f64>, MetricError> {
    same_length(truth.len(), prediction.nrows())?;
    for ((row, _), &value) in prediction.indexed_iter() {
        probability(row, value)?;
    }
    rows_sum_to_one(prediction)?;
    let last = prediction.ncols() as i64 - 1;
    truth
        .iter()
        .zip(prediction.rows())
        .enumerate()
        .map(|(row, (&class, probabilities))| {
            if (0..=last).contains(&class) {
                Ok(-clipped(probabilities[class as usize]).ln())
            } else {
                Err(MetricError::NoColumn { row, class, last })
            }
        })
        .collect()
}

/// Finite rows that each sum to 1.
pub(super) fn rows_sum_to_one(prediction: ArrayView2<f64>) -> Result<(), MetricError> {
    for (row, probabilities) in prediction.rows().into_iter().enumerate() {
        let sum = probabilities.sum();
        let close = (sum - 1.0).abs() <= ROW_SUM_TOLERANCE;
        if !close {
            return Err(MetricError::RowSum { row, sum });
        }
    }
    Ok(())
}

/// One row's log loss; `truth` is 0 or 1.
pub(crate) fn log_loss_of_row(truth: i64, probability: f64) -> f64 {
    -clipped(if truth == 1 { probability } else { 1.0 - probability }).ln()
}

/// One row's Brier loss; `truth` is 0 or 1.
pub(super) fn brier_loss_of_row(truth: i64, probability: f64) -> f64 {
    (probability - truth as f64).powi(2)
}

fn mean_loss(truth: ArrayView1<i64>, prediction: ArrayView1<f64>, loss: fn(i64, f64) -> f64) -> Result<f64, MetricError> {
    same_length(truth.len(), prediction.len())?;
    let (truth, prediction) = (contiguous(&truth), contiguous(&prediction));
    only_binary(&truth, Side::Truth)?;
    let mut total = 0.0;
    for (row, (&class, &value)) in truth.iter().zip(prediction.iter()).enumerate() {
        probability(row, value)?;
        total += loss(class, value);
    }
    Ok(total / truth.len() as f64)
}

fn probability(row: usize, value: f64) -> Result<(), MetricError> {
    if (0.0..=1.0).contains(&value) {
        Ok(())
    } else {
        Err(MetricError::NotProbability { row, value })
    }
}

fn clipped(probability: f64) -> f64 {
    probability.clamp(f64::EPSILON, 1.0 - f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn binary_cross_entropy_is_the_log_loss() {
        let truth = array![0, 1, 1];
        let two_columns = cross_entropy(truth.view(), array![[0.7, 0.3], [0.2, 0.8], [1.0, 0.0]].view()).unwrap();
        assert!((log_loss(truth.view(), array![0.3, 0.8, 0.0].view()).unwrap() - two_columns).abs() < 1e-12);
    }

    #[test]
    fn a_nan_is_no_probability() {
        let error = brier_score_loss(array![0, 1].view(), array![0.5, f64::NAN].view()).unwrap_err();
        assert!(matches!(error, MetricError::NotProbability { row: 1, .. }));
    }

    #[test]
    fn a_row_that_does_not_sum_to_1_is_reported() {
        let error = cross_entropy(array![0, 1].view(), array![[0.5, 0.5], [0.5, 0.4]].view());
        assert_eq!(error, Err(MetricError::RowSum { row: 1, sum: 0.9 }));
    }

    #[test]
    fn a_class_without_a_column_is_reported() {
        let error = cross_entropy(array![2].view(), array![[0.5, 0.5]].view());
        assert_eq!(
            error,
            Err(MetricError::NoColumn {
                row: 0,
                class: 2,
                last: 1
            })
        );
    }
}
