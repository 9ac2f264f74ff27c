//! Least squares: README.md says what each of the three returns.

use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Array1<f64> {
    let mut coefficients = Array1::zeros(1 + x.ncols());
    // TODO: the best intercept and slopes. What does this leave to the slopes?
    coefficients[0] = y.sum() / y.len() as f64;
    coefficients
}

pub fn predict(x: ArrayView2<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    // TODO: the intercept and, for each column, slope times value.
    Array1::from_elem(x.nrows(), coefficients[0])
}

pub fn fitted(x: ArrayView2<'_, f64>, _y: ArrayView1<'_, f64>) -> Array1<f64> {
    // TODO: fit, then predict. Which solver survives columns that depend on each other?
    Array1::zeros(x.nrows())
}
