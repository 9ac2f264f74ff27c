//! Classes as a one-hot table, everything else as products of tables.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn count_words(messages: &[String], vocabulary: &[String]) -> Array2<i64> {
    let words: Vec<Vec<String>> = messages
        .iter()
        .map(|message| message.split_whitespace().map(str::to_lowercase).collect())
        .collect();
    Array2::from_shape_fn((messages.len(), vocabulary.len()), |(row, column)| {
        words[row].iter().filter(|word| **word == vocabulary[column]).count() as i64
    })
}

pub fn fit(counts: ArrayView2<'_, i64>, y: ArrayView1<'_, i64>, classes: i64, alpha: f64) -> (Array1<f64>, Array2<f64>) {
    let member = Array2::from_shape_fn((classes as usize, y.len()), |(class, row)| f64::from(y[row] == class as i64));
    let log_prior = member.mean_axis(Axis(1)).unwrap().ln();
    let smoothed = member.dot(&counts.mapv(|count| count as f64)) + alpha;
    let log_sums = smoothed.sum_axis(Axis(1)).ln().insert_axis(Axis(1));
    (log_prior, smoothed.ln() - log_sums)
}

pub fn predict_log_proba(
    counts: ArrayView2<'_, i64>,
    log_prior: ArrayView1<'_, f64>,
    log_likelihood: ArrayView2<'_, f64>,
) -> Array2<f64> {
    let joint = log_likelihood.dot(&counts.t().mapv(|count| count as f64)) + log_prior.insert_axis(Axis(1));
    let highest = joint.fold_axis(Axis(0), f64::NEG_INFINITY, |a, &b| a.max(b));
    let joint = joint - &highest;
    let log_sums = joint.exp().sum_axis(Axis(0)).ln();
    (joint - log_sums).reversed_axes()
}
