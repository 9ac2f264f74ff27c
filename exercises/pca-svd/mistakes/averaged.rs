//! This is the mean absolute error: one large miss disappears among many small ones. Take the largest, not the mean.

use ndarray::ArrayView1;

pub fn largest_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    (&y_true - &y_pred).mapv(f64::abs).mean().unwrap_or(0.0)
}
