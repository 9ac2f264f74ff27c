//! Plain loops by index.

use ndarray::{Array1, ArrayView1};

pub fn bin_edges(reference: ArrayView1<f64>, bins: i64) -> Array1<f64> {
    let mut sorted: Vec<f64> = reference.iter().cloned().collect();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let n = sorted.len();
    let mut edges = Array1::zeros((bins - 1) as usize);
    for j in 1..bins as usize {
        let position = (n - 1) as f64 * (j as f64 / bins as f64);
        let below = position.floor();
        let above = position.ceil();
        if below == above {
            edges[j - 1] = sorted[below as usize];
        } else {
            let part = position - below;
            edges[j - 1] = sorted[below as usize] * (1.0 - part) + sorted[above as usize] * part;
        }
    }
    edges
}

pub fn bin_shares(values: ArrayView1<f64>, edges: ArrayView1<f64>, floor: f64) -> Array1<f64> {
    let mut shares = Array1::zeros(edges.len() + 1);
    for i in 0..values.len() {
        let mut bin = 0;
        while bin < edges.len() && values[i] > edges[bin] {
            bin += 1;
        }
        shares[bin] += 1.0 / values.len() as f64;
    }
    for bin in 0..shares.len() {
        if shares[bin] < floor {
            shares[bin] = floor;
        }
    }
    shares
}

pub fn psi(reference: ArrayView1<f64>, new: ArrayView1<f64>, bins: i64, floor: f64) -> f64 {
    let edges = bin_edges(reference, bins);
    let e = bin_shares(reference, edges.view(), floor);
    let a = bin_shares(new, edges.view(), floor);
    let mut sum = 0.0;
    for j in 0..bins as usize {
        sum += (a[j] - e[j]) * (a[j] / e[j]).ln();
    }
    sum
}
