//! A word that stands in a message several times is counted once. The Bernoulli model asks for that; in the
//! multinomial one "free free free" says more than "free". Add 1 for every occurrence.

use std::collections::HashMap;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn count_words(messages: &[String], vocabulary: &[String]) -> Array2<i64> {
    let columns: HashMap<&str, usize> = vocabulary.iter().map(String::as_str).zip(0..).collect();
    let mut counts = Array2::zeros((messages.len(), vocabulary.len()));
    for (message, mut row) in messages.iter().zip(counts.rows_mut()) {
        for word in message.to_lowercase().split_whitespace() {
            if let Some(&column) = columns.get(word) {
                row[column] = 1;
            }
        }
    }
    counts
}

pub fn fit(counts: ArrayView2<'_, i64>, y: ArrayView1<'_, i64>, classes: i64, alpha: f64) -> (Array1<f64>, Array2<f64>) {
    let classes = classes as usize;
    let mut members = Array1::<f64>::zeros(classes);
    let mut smoothed = Array2::from_elem((classes, counts.ncols()), alpha);
    for (row, &class) in counts.rows().into_iter().zip(y) {
        members[class as usize] += 1.0;
        let mut words = smoothed.row_mut(class as usize);
        words += &row.mapv(|count| count as f64);
    }
    let sums = smoothed.sum_axis(Axis(1)).insert_axis(Axis(1));
    ((members / y.len() as f64).ln(), (smoothed / sums).ln())
}

pub fn predict_log_proba(
    counts: ArrayView2<'_, i64>,
    log_prior: ArrayView1<'_, f64>,
    log_likelihood: ArrayView2<'_, f64>,
) -> Array2<f64> {
    let mut joint = counts.mapv(|count| count as f64).dot(&log_likelihood.t()) + log_prior;
    for mut row in joint.rows_mut() {
        let highest = row.fold(f64::NEG_INFINITY, |highest, &score| highest.max(score));
        let log_sum = highest + row.mapv(|score| (score - highest).exp()).sum().ln();
        row -= log_sum;
    }
    joint
}
