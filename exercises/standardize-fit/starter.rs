//! Standardise: README.md says what each of the three returns.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<'_, f64>) -> (Array1<f64>, Array1<f64>) {
    let columns = x.ncols();
    // TODO: the mean and the standard deviation of each column; 1 where a column is constant.
    (Array1::zeros(columns), Array1::ones(columns))
}

pub fn transform(x: ArrayView2<'_, f64>, _mean: ArrayView1<'_, f64>, _scale: ArrayView1<'_, f64>) -> Array2<f64> {
    // TODO: centre each column, then divide by its scale.
    x.to_owned()
}

pub fn standardize(train: ArrayView2<'_, f64>, test: ArrayView2<'_, f64>) -> (Array2<f64>, Array2<f64>) {
    // TODO: fit, then transform both. Which rows may the statistics come from?
    (train.to_owned(), test.to_owned())
}
