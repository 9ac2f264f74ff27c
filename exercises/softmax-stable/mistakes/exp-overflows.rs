//! The exponential is taken of the logits as they are. exp(710) is already infinite and exp(−746) is 0, so large rows end
//! as NaN or ∞. Subtract each row's maximum first; the ratio stays the same.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    for mut row in probabilities.rows_mut() {
        row.mapv_inplace(f64::exp);
        let sum = row.sum();
        row /= sum;
    }
    probabilities
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut log_probabilities = logits.to_owned();
    for mut row in log_probabilities.rows_mut() {
        let log_sum = row.mapv(f64::exp).sum().ln();
        row -= log_sum;
    }
    log_probabilities
}
