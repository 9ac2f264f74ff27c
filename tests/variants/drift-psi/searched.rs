//! Bins by binary search, the index as one expression over arrays.

use ndarray::{Array1, ArrayView1};

pub fn bin_edges(reference: ArrayView1<'_, f64>, bins: i64) -> Array1<f64> {
    let mut sorted = reference.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    // In whole numbers: the position is a quotient and a remainder.
    let (last, bins) = (sorted.len() - 1, bins as usize);
    let edge = |j: usize| {
        let (below, rest) = (last * j / bins, last * j % bins);
        match sorted.get(below + 1) {
            Some(next) => sorted[below] + (next - sorted[below]) * rest as f64 / bins as f64,
            None => sorted[below],
        }
    };
    Array1::from_iter((1..bins).map(edge))
}

pub fn bin_shares(values: ArrayView1<'_, f64>, edges: ArrayView1<'_, f64>, floor: f64) -> Array1<f64> {
    let edges = edges.to_vec();
    let mut counts = vec![0_u32; edges.len() + 1];
    for value in values {
        counts[edges.partition_point(|edge| edge < value)] += 1;
    }
    let share = |count| f64::max(floor, f64::from(count) / values.len() as f64);
    counts.into_iter().map(share).collect()
}

pub fn psi(reference: ArrayView1<'_, f64>, new: ArrayView1<'_, f64>, bins: i64, floor: f64) -> f64 {
    let edges = bin_edges(reference, bins);
    let [e, a] = [reference.view(), new.view()].map(|values| bin_shares(values, edges.view(), floor));
    ((&a - &e) * (a.ln() - e.ln())).sum()
}
