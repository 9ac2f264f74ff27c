use std::error::Error;

use mlings_sdk::{Images, Predict};
use ndarray::{Array1, Array2, ArrayView1, Axis};

const DIGITS: [i64; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];

pub struct Model {
    means: Vec<Array1<f64>>,
}

pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let means = DIGITS
        .into_iter()
        .filter_map(|digit| mean_image(&x.pixels, y, digit))
        .collect();
    Ok(Model { means })
}

impl Predict<Images> for Model {
    type Output = i64;

    fn predict(&self, x: &Images) -> Array1<i64> {
        x.pixels
            .rows()
            .into_iter()
            .map(|image| nearest(&self.means, image) as i64)
            .collect()
    }
}

/// The mean image of one digit, of the rows that show it.
fn mean_image(pixels: &Array2<u8>, labels: ArrayView1<'_, i64>, digit: i64) -> Option<Array1<f64>> {
    let rows: Vec<usize> = (0..labels.len()).filter(|&row| labels[row] == digit).collect();
    pixels.select(Axis(0), &rows).mapv(f64::from).mean_axis(Axis(0))
}

/// The place in `means` of the one nearest to the image.
fn nearest(means: &[Array1<f64>], image: ArrayView1<'_, u8>) -> usize {
    let image = image.mapv(f64::from);
    let distance = |mean: &Array1<f64>| (mean - &image).mapv(|difference| difference * difference).sum();
    let distances: Vec<f64> = means.iter().map(distance).collect();
    (0..distances.len())
        .min_by(|&a, &b| distances[a].total_cmp(&distances[b]))
        .expect("there is a mean of every digit")
}
