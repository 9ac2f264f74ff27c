//! This takes the logarithm of finished probabilities. One below 5e-324 has been rounded to 0 by then, and its
//! logarithm is −∞ instead of, say, −1000: a loss that cannot be trained on. Subtract ln Σ exp from the shifted logits
//! instead.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    for mut row in probabilities.rows_mut() {
        let highest = row.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
        row.mapv_inplace(|logit| (logit - highest).exp());
        let sum = row.sum();
        row /= sum;
    }
    probabilities
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    softmax(logits).mapv(f64::ln)
}
