//! Whole tables at once, with kept axes.

use ndarray::{Array2, ArrayView2, Axis};

fn shifted(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let highest = logits.fold_axis(Axis(1), f64::NEG_INFINITY, |a, &b| a.max(b));
    &logits - &highest.insert_axis(Axis(1))
}

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let weights = shifted(logits).exp();
    let sums = weights.sum_axis(Axis(1)).insert_axis(Axis(1));
    weights / sums
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let shifted = shifted(logits);
    let sums = shifted.exp().sum_axis(Axis(1)).ln().insert_axis(Axis(1));
    shifted - sums
}
