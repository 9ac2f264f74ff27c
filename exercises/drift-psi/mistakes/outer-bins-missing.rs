//! Only the bins between two edges are counted. Everything below the first edge and above the last is lost, and new
//! values go there first. B − 1 edges make B bins; the two outer ones are open.

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
    let share = |lower: f64, upper: f64| {
        let count = values.iter().filter(|&&value| lower < value && value <= upper).count();
        count as f64 / values.len() as f64
    };
    let bins = edges.iter().zip(edges.iter().skip(1));
    bins.map(|(&lower, &upper)| share(lower, upper).max(floor)).collect()
}

pub fn psi(reference: ArrayView1<'_, f64>, new: ArrayView1<'_, f64>, bins: i64, floor: f64) -> f64 {
    let edges = bin_edges(reference, bins);
    let expected = bin_shares(reference, edges.view(), floor);
    let actual = bin_shares(new, edges.view(), floor);
    let terms = actual.iter().zip(&expected).map(|(a, e)| (a - e) * (a / e).ln());
    terms.sum()
}
