//! The range from the lowest to the highest value is cut into equal widths. One far value is enough to put nearly
//! everything into a single bin, where no shift can be seen. Cut at the quantiles, so that all bins are about equally
//! full.

use ndarray::{Array1, ArrayView1};

pub fn bin_edges(reference: ArrayView1<'_, f64>, bins: i64) -> Array1<f64> {
    let lowest = reference.fold(f64::INFINITY, |lowest, &value| lowest.min(value));
    let highest = reference.fold(f64::NEG_INFINITY, |highest, &value| highest.max(value));
    let width = (highest - lowest) / bins as f64;
    (1..bins).map(|j| lowest + j as f64 * width).collect()
}

pub fn bin_shares(values: ArrayView1<'_, f64>, edges: ArrayView1<'_, f64>, floor: f64) -> Array1<f64> {
    let mut counts = Array1::<f64>::zeros(edges.len() + 1);
    for &value in values {
        let bin = edges.iter().filter(|&&edge| edge < value).count();
        counts[bin] += 1.0;
    }
    counts.mapv(|count| (count / values.len() as f64).max(floor))
}

pub fn psi(reference: ArrayView1<'_, f64>, new: ArrayView1<'_, f64>, bins: i64, floor: f64) -> f64 {
    let edges = bin_edges(reference, bins);
    let expected = bin_shares(reference, edges.view(), floor);
    let actual = bin_shares(new, edges.view(), floor);
    let terms = actual.iter().zip(&expected).map(|(a, e)| (a - e) * (a / e).ln());
    terms.sum()
}
