//! Rungs for small square images of several classes: from the majority to softmax regression.

use std::path::Path;

use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_bayes::GaussianNb;
use linfa_logistic::MultiLogisticRegression;
use ndarray::{Array1, Array2, ArrayView1, Axis, stack};

use super::error::{LadderError, unfitted, unreadable};
use super::parts::{Parts, RungPredictions, majority};

/// Magic, version and header length: what stands before the header of an `.npy` file, version 1.
const NPY_PREFIX: usize = 10;
/// Pixels 2 × 2 are averaged before softmax regression: a quarter of the work and no worse a model.
const POOL: usize = 2;
const ITERATIONS: u64 = 30;

/// Reads the u8 array that dataset.rs wrote: shape (rows, features), row-major.
pub(super) fn read(path: &Path, features: usize) -> Result<Array2<u8>, LadderError> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, error))?;
    let header = bytes.get(..NPY_PREFIX).filter(|prefix| prefix.starts_with(b"\x93NUMPY\x01"));
    let header = header.ok_or_else(|| unreadable(path, "it is no .npy file of version 1"))?;
    let start = NPY_PREFIX + usize::from(u16::from_le_bytes([header[8], header[9]]));
    let pixels = bytes.get(start..).unwrap_or_default().to_vec();
    Array2::from_shape_vec((pixels.len() / features, features), pixels).map_err(|error| unreadable(path, error))
}

pub(super) fn rungs(parts: &Parts<Array2<u8>>, labels: &Array1<i64>) -> Result<Vec<RungPredictions>, LadderError> {
    let common = majority(labels)? as f64;
    let classes = labels.mapv(|label| label as usize);
    let pooled = parts.map(pool);
    let train = Dataset::new(pooled.train.clone(), classes);
    // Pixels that are black in every image of a class have no variance, so some is lent to all.
    let bayes = GaussianNb::params()
        .var_smoothing(1e-4)
        .fit(&train)
        .map_err(|error| unfitted("naive Bayes")(&error))?;
    let softmax = MultiLogisticRegression::default().max_iterations(ITERATIONS);
    let softmax = softmax.fit(&train).map_err(|error| unfitted("softmax regression")(&error))?;
    let means = Means::learn(&pooled.train, labels);
    Ok(vec![
        parts.rung("majority class", |pixels| Array1::from_elem(pixels.nrows(), common)),
        pooled.rung("naive Bayes on pixels", |rows| bayes.predict(rows).mapv(|class| class as f64)),
        pooled.rung("nearest mean image", |rows| {
            rows.rows().into_iter().map(|row| means.nearest(row)).collect()
        }),
        pooled.rung("softmax regression on pixels", |rows| {
            softmax.predict(rows).mapv(|class| class as f64)
        }),
    ])
}

/// Shape (rows, features / 4), 0 to 1. Images that are not square, or of odd side, are only scaled.
fn pool(pixels: &Array2<u8>) -> Array2<f64> {
    let scaled = pixels.mapv(|pixel| f64::from(pixel) / 255.0);
    let side = scaled.ncols().isqrt();
    if side * side != scaled.ncols() || !side.is_multiple_of(POOL) {
        return scaled;
    }
    let pooled = side / POOL;
    Array2::from_shape_fn((scaled.nrows(), pooled * pooled), |(row, pixel)| {
        let corner = pixel / pooled * POOL * side + pixel % pooled * POOL;
        let block = (0..POOL * POOL).map(|place| scaled[[row, corner + place / POOL * side + place % POOL]]);
        block.sum::<f64>() / (POOL * POOL) as f64
    })
}

/// The mean image of each class.
struct Means {
    classes: Vec<i64>,
    /// Shape (classes, features).
    means: Array2<f64>,
}

impl Means {
    fn learn(rows: &Array2<f64>, labels: &Array1<i64>) -> Self {
        let mut classes = labels.to_vec();
        classes.sort_unstable();
        classes.dedup();
        let mean = |class: &i64| {
            let members: Vec<usize> = (0..labels.len()).filter(|&row| labels[row] == *class).collect();
            rows.select(Axis(0), &members)
                .mean_axis(Axis(0))
                .expect("the class was found among the labels")
        };
        let means: Vec<Array1<f64>> = classes.iter().map(mean).collect();
        let views: Vec<_> = means.iter().map(Array1::view).collect();
        Self {
            means: stack(Axis(0), &views).expect("every mean has the images' shape"),
            classes,
        }
    }

    fn nearest(&self, row: ArrayView1<'_, f64>) -> f64 {
        let distance = |class: &usize| {
            (&self.means.row(*class) - &row)
                .mapv(|difference| difference * difference)
                .sum()
        };
        let nearest = (0..self.classes.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
        self.classes[nearest.expect("training rows have at least one class")] as f64
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn pooling_averages_blocks_of_four_pixels() {
        let mut image = Array2::zeros((1, 16));
        [0, 1, 4, 5].into_iter().for_each(|pixel| image[[0, pixel]] = 255);
        image[[0, 15]] = 102;
        assert_eq!(pool(&image), array![[1.0, 0.0, 0.0, 0.1]]);
    }

    #[test]
    fn images_that_cannot_be_halved_are_only_scaled() {
        assert_eq!(pool(&array![[0, 255, 51]]), array![[0.0, 1.0, 0.2]]);
    }

    #[test]
    fn every_rung_but_the_majority_tells_two_plain_pictures_apart() {
        // Class 3 has its ink at the left, class 7 at the right; 7 is rarer.
        let image = |class: i64, ink: u8| if class == 3 { [ink, ink, 0, 0] } else { [0, 0, ink, ink] };
        let labels: Array1<i64> = (0..30).map(|row| if row % 3 == 0 { 7 } else { 3 }).collect();
        let train = Array2::from_shape_fn((30, 4 * 4), |(row, pixel)| image(labels[row], 200 + row as u8)[pixel % 4]);
        let held_out = Array2::from_shape_fn((2, 16), |(row, pixel)| image([3, 7][row], 210)[pixel % 4]);
        let parts = Parts {
            train,
            practice: held_out.clone(),
            final_: held_out,
        };
        let rungs = rungs(&parts, &labels).unwrap();
        assert_eq!(rungs[0].practice, array![3.0, 3.0]);
        assert!(rungs[1..].iter().all(|rung| rung.practice == array![3.0, 7.0]), "{rungs:?}");
    }
}
