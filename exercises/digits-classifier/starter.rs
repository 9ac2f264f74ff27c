//! Handwritten digits: so far, the digit whose mean image is nearest.

use std::error::Error;

use mlings_sdk::{Images, Predict};
use ndarray::{Array1, Array2, ArrayView1, Axis};

const CLASSES: usize = 10;

/// Whatever `predict` needs to remember.
pub struct Model {
    /// The mean image of each digit, shape (10, 784), 0 to 255.
    means: Array2<f64>,
}

/// `x.pixels` has the shape (rows, 784), 0 is paper and 255 ink; `y` holds the digits, in the same order.
pub fn fit(x: &Images, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let mut means = Array2::zeros((CLASSES, x.pixels.ncols()));
    for (digit, mut mean) in means.rows_mut().into_iter().enumerate() {
        let rows: Vec<usize> = (0..y.len()).filter(|&row| y[row] == digit as i64).collect();
        let images = x.pixels.select(Axis(0), &rows).mapv(f64::from);
        mean.assign(&images.mean_axis(Axis(0)).ok_or("a digit has no image to learn from")?);
    }
    Ok(Model { means })
}

impl Predict<Images> for Model {
    type Output = i64;

    /// One digit, 0 to 9, for each row of `x`, in the order of `x`.
    fn predict(&self, x: &Images) -> Array1<i64> {
        x.pixels.rows().into_iter().map(|image| self.nearest(image)).collect()
    }
}

impl Model {
    fn nearest(&self, image: ArrayView1<'_, u8>) -> i64 {
        let image = image.mapv(f64::from);
        let distances = self.means.map_axis(Axis(1), |mean| {
            (&mean - &image).mapv(|difference| difference * difference).sum()
        });
        (0..CLASSES)
            .min_by(|&a, &b| distances[a].total_cmp(&distances[b]))
            .map_or(0, |digit| digit as i64)
    }
}
