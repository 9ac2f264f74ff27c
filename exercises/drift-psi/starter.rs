//! Population stability index: README.md says what each of the three returns.

use ndarray::{Array1, ArrayView1};

pub fn bin_edges(_reference: ArrayView1<'_, f64>, bins: i64) -> Array1<f64> {
    // TODO: the quantiles 1/bins, 2/bins … of the reference.
    Array1::zeros(bins as usize - 1)
}

pub fn bin_shares(_values: ArrayView1<'_, f64>, edges: ArrayView1<'_, f64>, _floor: f64) -> Array1<f64> {
    let bins = edges.len() + 1;
    // TODO: which share of the values lies in each bin? No share may be below the floor.
    Array1::from_elem(bins, 1.0 / bins as f64)
}

pub fn psi(_reference: ArrayView1<'_, f64>, _new: ArrayView1<'_, f64>, _bins: i64, _floor: f64) -> f64 {
    // TODO: the shares of both samples in the same bins, then the sum. Whose bins?
    1.0
}
