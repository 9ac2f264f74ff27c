//! TITLE: README.md says what to return.

use ndarray::ArrayView1;

pub fn largest_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    // TODO: say in a few words what to do; what stands here runs and is wrong.
    (&y_true - &y_pred).mean().unwrap_or(0.0)
}
