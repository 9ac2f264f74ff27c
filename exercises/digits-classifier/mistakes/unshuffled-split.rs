use std::error::Error;

use mlings_sdk::{Images, Predict};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis, s};

pub struct Model {
    means: Vec<Array1<f64>>,
    /// The digit of each mean.
    digits: Vec<i64>,
}

pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let cut = x.pixels.nrows() * 8 / 10;
    let (pixels, labels) = (x.pixels.slice(s![..cut, ..]), y.slice(s![..cut]));
    let known = (0..10).filter_map(|digit| Some((digit, mean_image(pixels, labels, digit)?)));
    let (digits, means) = known.unzip();
    Ok(Model { means, digits })
}

impl Predict<Images> for Model {
    type Output = i64;

    fn predict(&self, x: &Images) -> Array1<i64> {
        x.pixels
            .rows()
            .into_iter()
            .map(|image| self.digits[nearest(&self.means, image)])
            .collect()
    }
}

/// The mean image of one digit, of the rows that show it.
fn mean_image(pixels: ArrayView2<'_, u8>, labels: ArrayView1<'_, i64>, digit: i64) -> Option<Array1<f64>> {
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
