//! Logistic regression: README.md says what each of the four returns.

use ndarray::{Array1, ArrayView1, ArrayView2};

/// 2⁻⁴⁰
pub const EPSILON: f64 = 1.0 / (1_u64 << 40) as f64;

pub fn sigmoid(z: ArrayView1<'_, f64>) -> Array1<f64> {
    // TODO: 1 / (1 + exp(−z)), for scores of any size.
    Array1::from_elem(z.len(), 0.5)
}

pub fn log_loss(_y_true: ArrayView1<'_, i64>, _probability: ArrayView1<'_, f64>) -> f64 {
    // TODO: clip, then the mean of −ln(the probability given to the true class).
    0.0
}

pub fn gradient(_x: ArrayView2<'_, f64>, _y: ArrayView1<'_, i64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    // TODO: for each coefficient, the mean of error times input. What is the error here?
    Array1::zeros(coefficients.len())
}

pub fn sgd(
    _x: ArrayView2<'_, f64>,
    _y: ArrayView1<'_, i64>,
    start: ArrayView1<'_, f64>,
    _rate: f64,
    order: ArrayView1<'_, i64>,
) -> Array1<f64> {
    let coefficients = start.to_owned();
    for _row in order {
        // TODO: a step against the gradient of this row alone.
    }
    coefficients
}
