//! Radial basis functions: how near a picture is to each of 1,000 training pictures, then one ridge regression a digit.

use std::error::Error;

use mlings_sdk::{Images, Predict, seed};
use ndarray::{Array1, Array2, ArrayView1, Axis, s};
use rand::{SeedableRng, seq::index};
use rand_xoshiro::Xoshiro256PlusPlus;

const SIDE: usize = 28;
const POOLED: usize = SIDE / 2;
const CLASSES: usize = 10;
const CENTRES: usize = 1000;
/// Nearness is exp(−SHARPNESS·‖a − b‖²).
const SHARPNESS: f64 = 0.1;
const PENALTY: f64 = 1e-3;

pub struct Model {
    /// Shape (centres, 196).
    centres: Array2<f64>,
    /// Shape (centres, classes).
    weights: Array2<f64>,
}

pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let pictures = pooled(&x.pixels);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed());
    let chosen = index::sample(&mut random, y.len(), CENTRES.min(y.len())).into_vec();
    let centres = pictures.select(Axis(0), &chosen);
    let near = nearness(&pictures, &centres);
    let truth = Array2::from_shape_fn((y.len(), CLASSES), |(row, class)| f64::from(y[row] == class as i64));
    let mut gram = near.t().dot(&near);
    gram.diag_mut().mapv_inplace(|value| value + PENALTY);
    let weights = solve(&cholesky(gram), near.t().dot(&truth));
    Ok(Model { centres, weights })
}

impl Predict<Images> for Model {
    type Output = i64;

    fn predict(&self, x: &Images) -> Array1<i64> {
        let scores = nearness(&pooled(&x.pixels), &self.centres).dot(&self.weights);
        scores.rows().into_iter().map(largest).collect()
    }
}

/// Shape (rows, 196), 0 to 1: the mean of each 2 × 2 pixels, so that a stroke one pixel further left is nearly the same picture.
fn pooled(pixels: &Array2<u8>) -> Array2<f64> {
    Array2::from_shape_fn((pixels.nrows(), POOLED * POOLED), |(row, cell)| {
        let corner = cell / POOLED * 2 * SIDE + cell % POOLED * 2;
        let block = [corner, corner + 1, corner + SIDE, corner + SIDE + 1];
        block.iter().map(|&pixel| f64::from(pixels[[row, pixel]])).sum::<f64>() / (4.0 * 255.0)
    })
}

/// Shape (pictures, centres), from ‖a − b‖² = ‖a‖² − 2·a·b + ‖b‖².
fn nearness(pictures: &Array2<f64>, centres: &Array2<f64>) -> Array2<f64> {
    let square = |rows: &Array2<f64>| rows.map_axis(Axis(1), |row| row.dot(&row));
    let distance = pictures.dot(&centres.t()) * -2.0 + square(pictures).insert_axis(Axis(1)) + square(centres);
    distance.mapv_into(|distance| (-SHARPNESS * distance).exp())
}

/// The lower triangle L of L·Lᵀ = `a`, which is symmetric and positive definite.
fn cholesky(mut a: Array2<f64>) -> Array2<f64> {
    for i in 0..a.nrows() {
        for j in 0..=i {
            let known = a.slice(s![i, ..j]).dot(&a.slice(s![j, ..j]));
            let left = a[[i, j]] - known;
            a[[i, j]] = if i == j { left.sqrt() } else { left / a[[j, j]] };
        }
    }
    a
}

/// Solves L·Lᵀ·w = `b`, forwards through L and backwards through Lᵀ.
fn solve(lower: &Array2<f64>, mut b: Array2<f64>) -> Array2<f64> {
    let n = b.nrows();
    for i in 0..n {
        let known = lower.slice(s![i, ..i]).dot(&b.slice(s![..i, ..]));
        let row = (&b.row(i) - &known) / lower[[i, i]];
        b.row_mut(i).assign(&row);
    }
    for i in (0..n).rev() {
        let known = lower.slice(s![i + 1.., i]).dot(&b.slice(s![i + 1.., ..]));
        let row = (&b.row(i) - &known) / lower[[i, i]];
        b.row_mut(i).assign(&row);
    }
    b
}

fn largest(scores: ArrayView1<'_, f64>) -> i64 {
    let class = (0..CLASSES).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    class.expect("there are ten classes") as i64
}
