//! Metrics of real-valued predictions.

use std::borrow::Cow;

use ndarray::ArrayView1;

use super::error::{MetricError, Side};

/// How many sums run side by side, so that additions need not wait for each other.
const LANES: usize = 8;

/// The mean of (truth − prediction)², in squared units of the target; from 0 (best) upwards.
///
/// # Errors
/// Empty, unequal or non-finite input; a result too large for an `f64`.
///
/// Source: scikit-learn, `mean_squared_error`.
///
/// ```
/// use mlings_grade::metrics::mean_squared_error;
/// use ndarray::array;
///
/// let truth = array![3.0, 5.0];
/// assert_eq!(mean_squared_error(truth.view(), array![3.0, 4.0].view()), Ok(0.5));
/// assert_eq!(mean_squared_error(truth.view(), array![-3.0, 9.0].view()), Ok(26.0)); // bad: worse than predicting the mean
/// ```
pub fn mean_squared_error(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    let total = sum_over_rows(&truth, &prediction, squared_error);
    finite(total / truth.len() as f64, &truth, &prediction)
}

/// √(mean of (truth − prediction)²), in the target's units; from 0 (best) upwards.
///
/// # Errors
/// As [`mean_squared_error`].
///
/// Source: scikit-learn, `root_mean_squared_error`.
///
/// ```
/// use mlings_grade::metrics::root_mean_squared_error;
/// use ndarray::array;
///
/// let truth = array![10.0, 20.0];
/// assert_eq!(root_mean_squared_error(truth.view(), array![13.0, 17.0].view()), Ok(3.0));
/// assert_eq!(root_mean_squared_error(truth.view(), array![20.0, 10.0].view()), Ok(10.0)); // bad: the mean alone gives 5
/// ```
pub fn root_mean_squared_error(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    Ok(mean_squared_error(truth, prediction)?.sqrt())
}

/// The mean of |truth − prediction|, in the target's units; from 0 (best) upwards.
///
/// # Errors
/// Empty, unequal or non-finite input; a result too large for an `f64`.
///
/// Source: scikit-learn, `mean_absolute_error`.
///
/// ```
/// use mlings_grade::metrics::mean_absolute_error;
/// use ndarray::array;
///
/// let truth = array![1.0, 2.0, 6.0];
/// assert_eq!(mean_absolute_error(truth.view(), array![1.0, 2.0, 3.0].view()), Ok(1.0));
/// assert_eq!(mean_absolute_error(truth.view(), array![6.0, 2.0, -5.0].view()), Ok(16.0 / 3.0)); // bad
/// ```
pub fn mean_absolute_error(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    let total = sum_over_rows(&truth, &prediction, absolute_error);
    finite(total / truth.len() as f64, &truth, &prediction)
}

/// The median of |truth − prediction|, in the target's units; from 0 (best) upwards. Up to half of the rows may be
/// arbitrarily wrong without moving it. The mean of the two middle values where the number of rows is even.
///
/// # Errors
/// Empty, unequal or non-finite input; a result too large for an `f64`.
///
/// Source: scikit-learn, `median_absolute_error`.
///
/// ```
/// use mlings_grade::metrics::median_absolute_error;
/// use ndarray::array;
///
/// let truth = array![1.0, 2.0, 3.0];
/// assert_eq!(median_absolute_error(truth.view(), array![1.5, 2.5, 900.0].view()), Ok(0.5));
/// assert_eq!(median_absolute_error(truth.view(), array![8.0, 9.0, 3.0].view()), Ok(7.0)); // bad
/// ```
pub fn median_absolute_error(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    all_finite(&truth, Side::Truth)?;
    all_finite(&prediction, Side::Prediction)?;
    let mut errors: Vec<f64> = truth
        .iter()
        .zip(prediction.iter())
        .map(|(&truth, &prediction)| absolute_error(truth, prediction))
        .collect();
    finite(median(&mut errors), &truth, &prediction)
}

/// The mean of |truth − prediction| / |truth|, a ratio without unit (0.1 is 10 %); from 0 (best) upwards.
/// Ill-defined where a true value is 0.
///
/// # Errors
/// Empty, unequal or non-finite input; [`MetricError::ZeroTruth`]; a result too large for an `f64`.
///
/// Source: scikit-learn, `mean_absolute_percentage_error`.
///
/// ```
/// use mlings_grade::metrics::mean_absolute_percentage_error;
/// use ndarray::array;
///
/// let truth = array![100.0, 200.0];
/// assert_eq!(mean_absolute_percentage_error(truth.view(), array![150.0, 200.0].view()), Ok(0.25));
/// assert_eq!(mean_absolute_percentage_error(truth.view(), array![400.0, 600.0].view()), Ok(2.5)); // bad: off by 250 %
/// ```
pub fn mean_absolute_percentage_error(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    if let Some(row) = truth.iter().position(|&value| value == 0.0) {
        return Err(MetricError::ZeroTruth { row });
    }
    let total = sum_over_rows(&truth, &prediction, absolute_percentage_error);
    finite(total / truth.len() as f64, &truth, &prediction)
}

/// √(mean of (ln(1 + truth) − ln(1 + prediction))²): about the relative error, without unit; from 0 (best) upwards.
/// Ill-defined where a value is −1 or less.
///
/// # Errors
/// Empty, unequal or non-finite input; [`MetricError::LogUndefined`].
///
/// Source: scikit-learn, `root_mean_squared_log_error`.
///
/// ```
/// use mlings_grade::metrics::root_mean_squared_log_error;
/// use ndarray::array;
///
/// let truth = array![300_000.0, 500_000.0];
/// let close = root_mean_squared_log_error(truth.view(), array![330_000.0, 450_000.0].view()).unwrap();
/// assert!((close - 0.1005).abs() < 1e-3);
/// let bad = root_mean_squared_log_error(truth.view(), array![30_000.0, 5_000_000.0].view()).unwrap();
/// assert!((bad - 2.3026).abs() < 1e-3); // each off by a factor of ten
/// ```
pub fn root_mean_squared_log_error(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    for (values, side) in [(&truth, Side::Truth), (&prediction, Side::Prediction)] {
        all_finite(values, side)?;
        if let Some(row) = values.iter().position(|&value| value <= -1.0) {
            return Err(MetricError::LogUndefined {
                side,
                row,
                value: values[row],
            });
        }
    }
    let total = sum_over_rows(&truth, &prediction, squared_log_error);
    Ok((total / truth.len() as f64).sqrt())
}

/// 1 − Σ(truth − prediction)² / Σ(truth − mean(truth))²: the share of variance explained, without unit. 1 is best, 0 is the
/// mean of the truth, below 0 is worse than that mean. Ill-defined for one row or a constant truth.
///
/// # Errors
/// Empty, unequal or non-finite input; [`MetricError::TooFewRows`]; [`MetricError::ConstantTruth`].
///
/// Source: scikit-learn, `r2_score`.
///
/// ```
/// use mlings_grade::metrics::r2_score;
/// use ndarray::array;
///
/// let truth = array![1.0, 2.0, 3.0];
/// assert_eq!(r2_score(truth.view(), array![1.0, 2.0, 3.0].view()), Ok(1.0));
/// assert_eq!(r2_score(truth.view(), array![3.0, 2.0, 1.0].view()), Ok(-3.0)); // bad: it is no square
/// ```
pub fn r2_score(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    let spread = squared_spread(&truth)?;
    let residual = sum_over_rows(&truth, &prediction, squared_error);
    finite(1.0 - residual / spread, &truth, &prediction)
}

/// 1 − Var(truth − prediction) / Var(truth), without unit; at most 1 (best). Unlike [`r2_score`] it forgives a constant offset.
/// Ill-defined for one row or a constant truth.
///
/// # Errors
/// As [`r2_score`].
///
/// Source: scikit-learn, `explained_variance_score`.
///
/// ```
/// use mlings_grade::metrics::explained_variance_score;
/// use ndarray::array;
///
/// let truth = array![1.0, 2.0, 3.0];
/// assert_eq!(explained_variance_score(truth.view(), array![11.0, 12.0, 13.0].view()), Ok(1.0));
/// assert_eq!(explained_variance_score(truth.view(), array![3.0, 2.0, 1.0].view()), Ok(-3.0)); // bad
/// ```
pub fn explained_variance_score(truth: ArrayView1<f64>, prediction: ArrayView1<f64>) -> Result<f64, MetricError> {
    let (truth, prediction) = paired(&truth, &prediction)?;
    let spread = squared_spread(&truth)?;
    let mean_error = sum_over_rows(&truth, &prediction, |truth, prediction| truth - prediction) / truth.len() as f64;
    let residual = sum_over_rows(&truth, &prediction, |truth, prediction| {
        let error = truth - prediction - mean_error;
        error * error
    });
    finite(1.0 - residual / spread, &truth, &prediction)
}

pub(crate) fn squared_error(truth: f64, prediction: f64) -> f64 {
    let error = truth - prediction;
    error * error
}

pub(crate) fn absolute_error(truth: f64, prediction: f64) -> f64 {
    (truth - prediction).abs()
}

pub(super) fn absolute_percentage_error(truth: f64, prediction: f64) -> f64 {
    ((truth - prediction) / truth).abs()
}

pub(super) fn squared_log_error(truth: f64, prediction: f64) -> f64 {
    squared_error(truth.ln_1p(), prediction.ln_1p())
}

/// Values that lie in one piece of memory.
type Slice<'a> = Cow<'a, [f64]>;

/// The values in one piece of memory each, checked for equal length.
fn paired<'a>(truth: &'a ArrayView1<f64>, prediction: &'a ArrayView1<f64>) -> Result<(Slice<'a>, Slice<'a>), MetricError> {
    same_length(truth.len(), prediction.len())?;
    Ok((contiguous(truth), contiguous(prediction)))
}

/// One prediction per row, and at least one row.
pub(super) fn same_length(truth: usize, prediction: usize) -> Result<(), MetricError> {
    if truth != prediction {
        return Err(MetricError::LengthMismatch { truth, prediction });
    }
    if truth == 0 { Err(MetricError::Empty) } else { Ok(()) }
}

pub(super) fn contiguous<'a, T: Clone>(view: &'a ArrayView1<T>) -> Cow<'a, [T]> {
    view.as_slice().map_or_else(|| Cow::Owned(view.to_vec()), Cow::Borrowed)
}

pub(super) fn all_finite(values: &[f64], side: Side) -> Result<(), MetricError> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(row) => Err(MetricError::NotFinite {
            side,
            row,
            value: values[row],
        }),
        None => Ok(()),
    }
}

/// Σ of `term` over the rows, in [`LANES`] partial sums.
fn sum_over_rows(truth: &[f64], prediction: &[f64], term: impl Fn(f64, f64) -> f64) -> f64 {
    let mut sums = [0.0; LANES];
    let (truth_lanes, truth_rest) = truth.as_chunks::<LANES>();
    let (prediction_lanes, prediction_rest) = prediction.as_chunks::<LANES>();
    for (truth, prediction) in truth_lanes.iter().zip(prediction_lanes) {
        for lane in 0..LANES {
            sums[lane] += term(truth[lane], prediction[lane]);
        }
    }
    let rest: f64 = truth_rest
        .iter()
        .zip(prediction_rest)
        .map(|(&truth, &prediction)| term(truth, prediction))
        .sum();
    sums.iter().sum::<f64>() + rest
}

/// `value`, or why it is not finite. Looking for the offending row only afterwards keeps the common case at memory speed:
/// one NaN or infinity among the rows always makes the total NaN or infinite.
fn finite(value: f64, truth: &[f64], prediction: &[f64]) -> Result<f64, MetricError> {
    if value.is_finite() {
        return Ok(value);
    }
    all_finite(truth, Side::Truth)?;
    all_finite(prediction, Side::Prediction)?;
    Err(MetricError::Overflow)
}

/// Σ(truth − mean)², where that is positive.
fn squared_spread(truth: &[f64]) -> Result<f64, MetricError> {
    all_finite(truth, Side::Truth)?;
    if truth.len() < 2 {
        return Err(MetricError::TooFewRows { rows: truth.len() });
    }
    if truth.iter().all(|&value| value == truth[0]) {
        return Err(MetricError::ConstantTruth { value: truth[0] });
    }
    let mean = sum_over_rows(truth, truth, |value, _| value) / truth.len() as f64;
    Ok(sum_over_rows(truth, truth, |value, _| (value - mean) * (value - mean)))
}

/// The middle one of sorted values, of which each is drawn so often; NaN where none is.
pub(super) fn median_of_drawn(values: &[f64], counts: &[u8]) -> f64 {
    let rows: usize = counts.iter().map(|&count| usize::from(count)).sum();
    let (lower, upper) = (rows.saturating_sub(1) / 2, rows / 2);
    let (mut passed, mut middle) = (0, f64::NAN);
    for (&value, &count) in values.iter().zip(counts) {
        let next = passed + usize::from(count);
        if (passed..next).contains(&lower) {
            middle = value;
        }
        if (passed..next).contains(&upper) {
            return middle + (value - middle) / 2.0;
        }
        passed = next;
    }
    f64::NAN
}

/// The middle value; reorders `values`, which holds at least one finite number.
fn median(values: &mut [f64]) -> f64 {
    let middle = values.len() / 2;
    let odd = values.len() % 2 == 1;
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    if odd {
        return *upper;
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    lower + (*upper - lower) / 2.0
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array, s};

    use super::*;

    #[test]
    fn an_empty_truth_is_a_named_error() {
        let empty = Array1::<f64>::zeros(0);
        assert_eq!(mean_squared_error(empty.view(), empty.view()), Err(MetricError::Empty));
    }

    #[test]
    fn unequal_lengths_are_a_named_error_even_where_one_is_1() {
        let error = mean_absolute_error(array![1.0, 2.0].view(), array![1.0].view());
        assert_eq!(error, Err(MetricError::LengthMismatch { truth: 2, prediction: 1 }));
    }

    #[test]
    fn a_nan_is_reported_with_its_row() {
        let error = root_mean_squared_error(array![1.0, 2.0, 3.0].view(), array![1.0, 2.0, f64::NAN].view()).unwrap_err();
        assert!(matches!(
            error,
            MetricError::NotFinite {
                side: Side::Prediction,
                row: 2,
                ..
            }
        ));
    }

    #[test]
    fn infinities_that_cancel_are_still_found() {
        let infinite = array![f64::INFINITY, 1.0];
        let error = mean_squared_error(infinite.view(), infinite.view()).unwrap_err();
        assert_eq!(
            error,
            MetricError::NotFinite {
                side: Side::Truth,
                row: 0,
                value: f64::INFINITY
            }
        );
    }

    #[test]
    fn a_square_beyond_the_largest_float_is_a_named_error() {
        let error = mean_squared_error(array![1e200].view(), array![-1e200].view());
        assert_eq!(error, Err(MetricError::Overflow));
    }

    #[test]
    fn a_constant_truth_has_no_r2() {
        let error = r2_score(array![0.1, 0.1, 0.1].view(), array![0.1, 0.2, 0.3].view());
        assert_eq!(error, Err(MetricError::ConstantTruth { value: 0.1 }));
    }

    #[test]
    fn r2_keeps_its_precision_for_a_small_spread_around_a_large_mean() {
        let truth = array![1e6 + 1e-3, 1e6 + 2e-3, 1e6 + 3e-3];
        let prediction = array![1e6 + 1e-3, 1e6 + 2e-3, 1e6 + 2e-3];
        assert!((r2_score(truth.view(), prediction.view()).unwrap() - 0.5).abs() < 1e-6);
    }

    #[test]
    fn a_column_of_a_matrix_is_read_like_any_vector() {
        let matrix = array![[1.0, 9.0], [2.0, 9.0], [3.0, 9.0]];
        assert_eq!(
            mean_squared_error(matrix.slice(s![.., 0]), array![1.0, 2.0, 6.0].view()),
            Ok(3.0)
        );
    }

    #[test]
    fn lanes_and_rest_are_both_summed() {
        let truth = Array1::from_iter((0..19).map(f64::from));
        assert_eq!(mean_absolute_error(truth.view(), Array1::zeros(19).view()), Ok(9.0));
    }
}
