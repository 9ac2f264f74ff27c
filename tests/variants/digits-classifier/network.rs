//! A network with one hidden layer, by hand; every epoch sees each picture moved by a pixel or not, as another hand might have put it.

use std::error::Error;

use mlings_sdk::{Images, Predict, seed};
use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut2, Axis};
use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

const SIDE: usize = 28;
const HIDDEN: usize = 128;
const CLASSES: usize = 10;

const EPOCHS: usize = 12;
const BATCH: usize = 50;
const RATE: f32 = 0.1;
const MOMENTUM: f32 = 0.9;

pub struct Model {
    hidden: Layer,
    output: Layer,
}

/// A linear map with a bias, and how fast both are moving.
struct Layer {
    weights: Array2<f32>,
    bias: Array1<f32>,
    weights_speed: Array2<f32>,
    bias_speed: Array1<f32>,
}

pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed());
    let mut model = Model {
        hidden: Layer::new(SIDE * SIDE, HIDDEN, &mut random),
        output: Layer::new(HIDDEN, CLASSES, &mut random),
    };
    let pictures = shares(&x.pixels);
    let mut order: Vec<usize> = (0..y.len()).collect();
    for epoch in 0..EPOCHS {
        // The rows come ordered by digit: unshuffled, a batch would hold one class only.
        order.shuffle(&mut random);
        // Smaller steps towards the end, where the large ones only shake what has been learned.
        let rate = RATE * (1.0 - epoch as f32 / EPOCHS as f32);
        for batch in order.chunks(BATCH) {
            let mut rows = pictures.select(Axis(0), batch);
            for row in rows.rows_mut() {
                let (down, right) = (random.gen_range(-1..=1), random.gen_range(-1..=1));
                shift(row.into_shape_with_order((SIDE, SIDE))?, down, right);
            }
            let digits: Vec<usize> = batch.iter().map(|&row| y[row] as usize).collect();
            model.learn(&rows, &digits, rate);
        }
    }
    Ok(model)
}

impl Predict<Images> for Model {
    type Output = i64;

    fn predict(&self, x: &Images) -> Array1<i64> {
        let active = self.hidden.of(&shares(&x.pixels)).mapv_into(|value| value.max(0.0));
        self.output.of(&active).rows().into_iter().map(largest).collect()
    }
}

impl Model {
    /// One step down the slope of the cross-entropy of these rows.
    fn learn(&mut self, rows: &Array2<f32>, digits: &[usize], rate: f32) {
        let active = self.hidden.of(rows).mapv_into(|value| value.max(0.0));
        let mut gap = softmax(self.output.of(&active));
        for (mut row, &digit) in gap.rows_mut().into_iter().zip(digits) {
            row[digit] -= 1.0;
        }
        gap /= digits.len() as f32;
        let mut gap_hidden = gap.dot(&self.output.weights.t());
        gap_hidden.zip_mut_with(&active, |gap, &active| {
            if active == 0.0 {
                *gap = 0.0;
            }
        });
        self.output.descend(&active, &gap, rate);
        self.hidden.descend(rows, &gap_hidden, rate);
    }
}

impl Layer {
    /// Weights small enough that what comes out varies about as much as what goes in.
    fn new(inputs: usize, outputs: usize, random: &mut Xoshiro256PlusPlus) -> Self {
        let limit = (6.0 / inputs as f32).sqrt();
        Self {
            weights: Array2::from_shape_simple_fn((inputs, outputs), || random.gen_range(-limit..limit)),
            bias: Array1::zeros(outputs),
            weights_speed: Array2::zeros((inputs, outputs)),
            bias_speed: Array1::zeros(outputs),
        }
    }

    fn of(&self, rows: &Array2<f32>) -> Array2<f32> {
        rows.dot(&self.weights) + &self.bias
    }

    fn descend(&mut self, rows: &Array2<f32>, gap: &Array2<f32>, rate: f32) {
        self.weights_speed *= MOMENTUM;
        self.weights_speed.scaled_add(-rate, &rows.t().dot(gap));
        self.weights += &self.weights_speed;
        self.bias_speed *= MOMENTUM;
        self.bias_speed.scaled_add(-rate, &gap.sum_axis(Axis(0)));
        self.bias += &self.bias_speed;
    }
}

fn shares(pixels: &Array2<u8>) -> Array2<f32> {
    pixels.mapv(|pixel| f32::from(pixel) / 255.0)
}

/// Moves a picture; what comes in at the edge is blank.
fn shift(mut picture: ArrayViewMut2<'_, f32>, down: isize, right: isize) {
    let before = picture.to_owned();
    picture.indexed_iter_mut().for_each(|((row, column), pixel)| {
        let from = (row.wrapping_add_signed(-down), column.wrapping_add_signed(-right));
        *pixel = before.get(from).copied().unwrap_or(0.0);
    });
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
