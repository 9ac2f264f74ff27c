//! Stable softmax: README.md says what both return.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let (n, classes) = logits.dim();
    // TODO: positive weights from the logits, divided by their row's sum. What does 1000_f64.exp() do?
    Array2::from_elem((n, classes), 1.0 / classes as f64)
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    // TODO: the logarithm of the above, without taking the logarithm of 0.
    Array2::zeros(logits.dim())
}
