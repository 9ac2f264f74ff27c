//! Words looked up by binary search, rows chosen per class, log Σ exp folded pair by pair.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn count_words(messages: &[String], vocabulary: &[String]) -> Array2<i64> {
    let mut sorted: Vec<(&str, usize)> = vocabulary
        .iter()
        .enumerate()
        .map(|(column, word)| (word.as_str(), column))
        .collect();
    sorted.sort_unstable();
    let mut counts = Array2::zeros((messages.len(), vocabulary.len()));
    for (row, message) in messages.iter().enumerate() {
        for word in message.split_whitespace() {
            let word = word.to_lowercase();
            if let Ok(place) = sorted.binary_search_by(|(known, _)| (*known).cmp(word.as_str())) {
                counts[[row, sorted[place].1]] += 1;
            }
        }
    }
    counts
}

pub fn fit(counts: ArrayView2<'_, i64>, y: ArrayView1<'_, i64>, classes: i64, alpha: f64) -> (Array1<f64>, Array2<f64>) {
    let mut log_prior = Vec::new();
    let mut log_likelihood = Array2::zeros((0, counts.ncols()));
    for class in 0..classes {
        let rows: Vec<usize> = (0..y.len()).filter(|&row| y[row] == class).collect();
        log_prior.push((rows.len() as f64).ln() - (y.len() as f64).ln());
        let words = counts.select(Axis(0), &rows).sum_axis(Axis(0));
        let total = words.sum() as f64 + alpha * words.len() as f64;
        let row = words.mapv(|count| ((count as f64 + alpha) / total).ln());
        log_likelihood.push_row(row.view()).unwrap();
    }
    (Array1::from(log_prior), log_likelihood)
}

fn log_add_exp(a: f64, b: f64) -> f64 {
    a.max(b) + (-(a - b).abs()).exp().ln_1p()
}

pub fn predict_log_proba(
    counts: ArrayView2<'_, i64>,
    log_prior: ArrayView1<'_, f64>,
    log_likelihood: ArrayView2<'_, f64>,
) -> Array2<f64> {
    let joint = |row: usize, class: usize| {
        let words = counts.row(row).into_iter().zip(log_likelihood.row(class));
        log_prior[class] + words.map(|(&count, word)| count as f64 * word).sum::<f64>()
    };
    let joint = Array2::from_shape_fn((counts.nrows(), log_prior.len()), |(row, class)| joint(row, class));
    let sums = joint.map_axis(Axis(1), |row| row.iter().copied().reduce(log_add_exp).unwrap());
    joint - sums.insert_axis(Axis(1))
}
