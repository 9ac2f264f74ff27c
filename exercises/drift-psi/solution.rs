//! How far a column of new rows has moved from the same column in the training rows.

use ndarray::{Array1, ArrayView1};

pub fn bin_edges(reference: ArrayView1<'_, f64>, bins: i64) -> Array1<f64> {
    let mut sorted = reference.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len() - 1;
    let quantile = |j: i64| {
        let position = last as f64 * j as f64 / bins as f64;
        let below = position as usize;
        let above = (below + 1).min(last);
        sorted[below] + position.fract() * (sorted[above] - sorted[below])
    };
    (1..bins).map(quantile).collect()
}

pub fn bin_shares(values: ArrayView1<'_, f64>, edges: ArrayView1<'_, f64>, floor: f64) -> Array1<f64> {
    let mut counts = Array1::<f64>::zeros(edges.len() + 1);
    for &value in values {
        // A value's bin is the number of edges below it, so values beyond all edges have a bin too.
        let bin = edges.iter().filter(|&&edge| edge < value).count();
        counts[bin] += 1.0;
    }
    counts.mapv(|count| (count / values.len() as f64).max(floor))
}

pub fn psi(reference: ArrayView1<'_, f64>, new: ArrayView1<'_, f64>, bins: i64, floor: f64) -> f64 {
    // The reference alone sets the edges: a yardstick must not move with what it measures.
    let edges = bin_edges(reference, bins);
    let expected = bin_shares(reference, edges.view(), floor);
    let actual = bin_shares(new, edges.view(), floor);
    let terms = actual.iter().zip(&expected).map(|(a, e)| (a - e) * (a / e).ln());
    terms.sum()
}
