//! Shares as differences of "how many lie at or below this edge".

use ndarray::{Array, Array1, ArrayView1};

pub fn bin_edges(reference: ArrayView1<'_, f64>, bins: i64) -> Array1<f64> {
    let mut sorted = reference.to_vec();
    sorted.sort_by(f64::total_cmp);
    let positions = Array::linspace(0.0, (sorted.len() - 1) as f64, bins as usize + 1);
    let between = |&position: &f64| {
        let (below, above) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
        below + (above - below) * (position - position.floor())
    };
    positions.iter().skip(1).take(bins as usize - 1).map(between).collect()
}

pub fn bin_shares(values: ArrayView1<'_, f64>, edges: ArrayView1<'_, f64>, floor: f64) -> Array1<f64> {
    let up_to = |edge: f64| values.iter().filter(|&&value| value <= edge).count();
    let mut counts: Vec<usize> = edges.iter().map(|&edge| up_to(edge)).collect();
    counts.push(values.len());
    let mut before = 0;
    let mut shares = Array1::zeros(counts.len());
    for (share, count) in shares.iter_mut().zip(counts) {
        *share = ((count - before) as f64 / values.len() as f64).max(floor);
        before = count;
    }
    shares
}

pub fn psi(reference: ArrayView1<'_, f64>, new: ArrayView1<'_, f64>, bins: i64, floor: f64) -> f64 {
    let edges = bin_edges(reference, bins);
    let shares = |values: ArrayView1<'_, f64>| bin_shares(values, edges.view(), floor);
    let (e, a) = (shares(reference), shares(new));
    a.iter().zip(e.iter()).fold(0.0, |sum, (a, e)| sum - (e - a) * (a / e).ln())
}
