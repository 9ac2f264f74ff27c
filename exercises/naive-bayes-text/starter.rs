//! Naive Bayes on text: README.md says what each of the three returns.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn count_words(messages: &[String], vocabulary: &[String]) -> Array2<i64> {
    // TODO: counts[[row, column]] is how often the column's word stands in the row's message.
    Array2::zeros((messages.len(), vocabulary.len()))
}

pub fn fit(counts: ArrayView2<'_, i64>, _y: ArrayView1<'_, i64>, classes: i64, _alpha: f64) -> (Array1<f64>, Array2<f64>) {
    let log_prior = Array1::zeros(classes as usize);
    let log_likelihood = Array2::zeros((classes as usize, counts.ncols()));
    // TODO: how frequent is each class, and how frequent is each word within each class?
    (log_prior, log_likelihood)
}

pub fn predict_log_proba(
    counts: ArrayView2<'_, i64>,
    log_prior: ArrayView1<'_, f64>,
    _log_likelihood: ArrayView2<'_, f64>,
) -> Array2<f64> {
    // TODO: add up the evidence for each class, then make each row's probabilities sum to 1.
    Array2::zeros((counts.nrows(), log_prior.len()))
}
