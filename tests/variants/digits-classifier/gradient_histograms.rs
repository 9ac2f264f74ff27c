//! Softmax regression by mini-batches on histograms of oriented gradients: which way the brightness rises, cell by cell.

use std::error::Error;
use std::f32::consts::TAU;

use mlings_sdk::{Images, Predict, seed};
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::{SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

const SIDE: usize = 28;
const CELL: usize = 4;
const CELLS: usize = SIDE / CELL;
const DIRECTIONS: usize = 8;
const FEATURES: usize = CELLS * CELLS * DIRECTIONS;
const CLASSES: usize = 10;

const EPOCHS: usize = 30;
const BATCH: usize = 50;
const RATE: f32 = 0.5;

pub struct Model {
    /// Shape (features, classes).
    weights: Array2<f32>,
    bias: Array1<f32>,
}

pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let features = histograms(&x.pixels);
    let truth = Array2::from_shape_fn((y.len(), CLASSES), |(row, class)| f32::from(y[row] == class as i64));
    let mut model = Model {
        weights: Array2::zeros((FEATURES, CLASSES)),
        bias: Array1::zeros(CLASSES),
    };
    let mut order: Vec<usize> = (0..y.len()).collect();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed());
    for epoch in 0..EPOCHS {
        // The rows come ordered by digit: unshuffled, a batch would hold one class only.
        order.shuffle(&mut random);
        let rate = RATE / (1.0 + epoch as f32 / 5.0) / BATCH as f32;
        for batch in order.chunks(BATCH) {
            let rows = features.select(Axis(0), batch);
            let gap = softmax(model.scores(&rows)) - truth.select(Axis(0), batch);
            model.weights.scaled_add(-rate, &rows.t().dot(&gap));
            model.bias.scaled_add(-rate, &gap.sum_axis(Axis(0)));
        }
    }
    Ok(model)
}

impl Predict<Images> for Model {
    type Output = i64;

    fn predict(&self, x: &Images) -> Array1<i64> {
        let scores = self.scores(&histograms(&x.pixels));
        scores.rows().into_iter().map(largest).collect()
    }
}

impl Model {
    fn scores(&self, rows: &Array2<f32>) -> Array2<f32> {
        rows.dot(&self.weights) + &self.bias
    }
}

fn softmax(mut scores: Array2<f32>) -> Array2<f32> {
    for mut row in scores.rows_mut() {
        let highest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        row.mapv_inplace(|score| (score - highest).exp());
        let total = row.sum();
        row /= total;
    }
    scores
}

fn largest(scores: ArrayView1<'_, f32>) -> i64 {
    let class = (0..CLASSES).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    class.expect("there are ten classes") as i64
}

/// Shape (rows, 392): for each cell of 4 × 4 pixels how much the brightness rises in each of eight directions.
fn histograms(pixels: &Array2<u8>) -> Array2<f32> {
    let mut histograms = Array2::<f32>::zeros((pixels.nrows(), FEATURES));
    for (image, mut histogram) in pixels.rows().into_iter().zip(histograms.rows_mut()) {
        let brightness = |row: usize, column: usize| f32::from(image[row * SIDE + column]) / 255.0;
        for row in 1..SIDE - 1 {
            for column in 1..SIDE - 1 {
                let down = brightness(row + 1, column) - brightness(row - 1, column);
                let right = brightness(row, column + 1) - brightness(row, column - 1);
                if down == 0.0 && right == 0.0 {
                    continue;
                }
                let cell = (row / CELL * CELLS + column / CELL) * DIRECTIONS;
                // A direction between two of the eight is shared between them.
                let turn = down.atan2(right).rem_euclid(TAU) / TAU * DIRECTIONS as f32;
                let share = turn.fract();
                let strength = down.hypot(right);
                histogram[cell + turn as usize % DIRECTIONS] += strength * (1.0 - share);
                histogram[cell + (turn as usize + 1) % DIRECTIONS] += strength * share;
            }
        }
        // Length 1 times a constant: a heavy pen's strokes rise more, and say no more.
        let length = histogram.dot(&histogram).sqrt().max(f32::MIN_POSITIVE);
        histogram *= 10.0 / length;
    }
    histograms
}
