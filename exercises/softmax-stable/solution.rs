//! Scores to probabilities, row by row, for scores of any size.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    for mut row in probabilities.rows_mut() {
        // Subtracting a row's maximum cancels in the ratio, and leaves nothing above exp(0) = 1.
        let highest = row.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
        row.mapv_inplace(|logit| (logit - highest).exp());
        let sum = row.sum();
        row /= sum;
    }
    probabilities
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut log_probabilities = logits.to_owned();
    for mut row in log_probabilities.rows_mut() {
        let highest = row.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
        row -= highest;
        // The sum is at least 1, so its logarithm is safe: no probability that rounds to 0 comes under a logarithm.
        let log_sum = row.mapv(f64::exp).sum().ln();
        row -= log_sum;
    }
    log_probabilities
}
