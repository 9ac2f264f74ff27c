//! The maximum of the whole table is subtracted from every row. A row that lies far below it underflows to 0, and 0/0 is
//! NaN. Subtract from each row its own maximum.

use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    let highest = logits.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
    for mut row in probabilities.rows_mut() {
        row.mapv_inplace(|logit| (logit - highest).exp());
        let sum = row.sum();
        row /= sum;
    }
    probabilities
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut log_probabilities = logits.to_owned();
    let highest = logits.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
    for mut row in log_probabilities.rows_mut() {
        row -= highest;
        let log_sum = row.mapv(f64::exp).sum().ln();
        row -= log_sum;
    }
    log_probabilities
}
