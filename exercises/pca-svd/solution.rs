//! The reference: what an expert would write, short.

use ndarray::ArrayView1;

pub fn largest_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    (&y_true - &y_pred).fold(0.0, |largest: f64, error| largest.max(error.abs()))
}
