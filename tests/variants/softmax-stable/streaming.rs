//! One pass per row: the sum is rescaled whenever a higher logit turns up.

use ndarray::{Array2, ArrayView1, ArrayView2};

fn log_sum_exp(row: ArrayView1<'_, f64>) -> f64 {
    let (mut highest, mut sum) = (f64::NEG_INFINITY, 0.0);
    for &logit in row.iter().filter(|logit| logit.is_finite()) {
        if logit > highest {
            sum *= (highest - logit).exp();
            highest = logit;
        }
        sum += (logit - highest).exp();
    }
    highest + sum.ln()
}

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    log_softmax(logits).mapv_into(f64::exp)
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let sums: Vec<f64> = logits.rows().into_iter().map(log_sum_exp).collect();
    Array2::from_shape_fn(logits.dim(), |(i, j)| logits[(i, j)] - sums[i])
}
