//! Straighten every digit, then ask its three nearest training digits, compared by one matrix product.

use std::error::Error;

use mlings_sdk::{Images, Predict};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

const SIDE: usize = 28;
/// Neighbouring pixels are averaged 2 × 2: a stroke one pixel further left is then still nearly the same picture.
const POOLED: usize = SIDE / 2;
const NEIGHBOURS: usize = 3;
const CLASSES: usize = 10;
/// Rows predicted at a time, so that the table of distances stays in the cache's reach.
const BLOCK: usize = 256;

pub struct Model {
    /// The straightened training digits, shape (train rows, 196), 0 to 1.
    digits: Array2<f32>,
    /// Half of each one's squared length.
    half_square: Array1<f32>,
    labels: Array1<i64>,
}

pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let digits = features(&x.pixels);
    let half_square = digits.map_axis(Axis(1), |digit| digit.dot(&digit) / 2.0);
    Ok(Model {
        digits,
        half_square,
        labels: y.to_owned(),
    })
}

impl Predict<Images> for Model {
    type Output = i64;

    fn predict(&self, x: &Images) -> Array1<i64> {
        let mut labels = Vec::with_capacity(x.pixels.nrows());
        for block in features(&x.pixels).axis_chunks_iter(Axis(0), BLOCK) {
            // ‖a − b‖² = ‖a‖² − 2·(a·b − ½‖b‖²), and ‖a‖² is the same for every b: the nearest has the largest bracket.
            let closeness = block.dot(&self.digits.t()) - &self.half_square;
            labels.extend(closeness.rows().into_iter().map(|row| self.vote(row)));
        }
        labels.into()
    }
}

impl Model {
    /// The class most common among the nearest; a tie goes to the nearest's.
    fn vote(&self, closeness: ArrayView1<'_, f32>) -> i64 {
        let mut nearest = [(f32::NEG_INFINITY, 0); NEIGHBOURS];
        for (value, &label) in closeness.iter().zip(&self.labels) {
            if *value > nearest[NEIGHBOURS - 1].0 {
                let place = nearest
                    .iter()
                    .position(|(other, _)| value > other)
                    .expect("it beats the last one");
                nearest[place..].rotate_right(1);
                nearest[place] = (*value, label);
            }
        }
        let mut votes = [0; CLASSES];
        for (_, label) in nearest {
            votes[label as usize] += 1;
        }
        let most = votes.into_iter().max().expect("there are ten classes");
        nearest
            .into_iter()
            .map(|(_, label)| label)
            .find(|&label| votes[label as usize] == most)
            .expect("a neighbour has the most votes")
    }
}

/// Shape (rows, 196): each digit centred, upright, averaged 2 × 2. Every row by itself: nothing is learned from the others.
fn features(pixels: &Array2<u8>) -> Array2<f32> {
    let mut features = Array2::zeros((pixels.nrows(), POOLED * POOLED));
    for (row, mut feature) in pixels.rows().into_iter().zip(features.rows_mut()) {
        let image = row
            .mapv(|pixel| f32::from(pixel) / 255.0)
            .into_shape_with_order((SIDE, SIDE))
            .expect("a row has 784 pixels");
        let upright = straighten(image.view());
        for (i, value) in feature.iter_mut().enumerate() {
            let (top, left) = (i / POOLED * 2, i % POOLED * 2);
            *value = upright.slice(s![top..top + 2, left..left + 2]).sum() / 4.0;
        }
    }
    features
}

/// Moves the ink's centre to the middle and undoes the slant, which is the writer's and says nothing about the digit.
fn straighten(image: ArrayView2<'_, f32>) -> Array2<f32> {
    let ink = image.sum().max(f32::MIN_POSITIVE);
    let moment = |of: &dyn Fn(f32, f32) -> f32| {
        image
            .indexed_iter()
            .map(|((y, x), pixel)| pixel * of(y as f32, x as f32))
            .sum::<f32>()
            / ink
    };
    let (centre_y, centre_x) = (moment(&|y, _| y), moment(&|_, x| x));
    let spread = moment(&|y, _| (y - centre_y).powi(2));
    // How far the ink leans to the right for each row further down.
    let slant = moment(&|y, x| (y - centre_y) * (x - centre_x)) / spread.max(f32::MIN_POSITIVE);
    let middle = (SIDE - 1) as f32 / 2.0;
    Array2::from_shape_fn((SIDE, SIDE), |(row, column)| {
        let (down, right) = (row as f32 - middle, column as f32 - middle);
        between(image, centre_y + down, centre_x + right + slant * down)
    })
}

/// The brightness between four pixels, weighted by nearness; outside the picture is black.
fn between(image: ArrayView2<'_, f32>, y: f32, x: f32) -> f32 {
    let (top, left) = (y.floor(), x.floor());
    let (below, right) = (y - top, x - left);
    let pixel = |row: f32, column: f32| {
        let inside = row >= 0.0 && column >= 0.0;
        if inside {
            image.get((row as usize, column as usize)).copied().unwrap_or(0.0)
        } else {
            0.0
        }
    };
    (1.0 - below) * ((1.0 - right) * pixel(top, left) + right * pixel(top, left + 1.0))
        + below * ((1.0 - right) * pixel(top + 1.0, left) + right * pixel(top + 1.0, left + 1.0))
}
