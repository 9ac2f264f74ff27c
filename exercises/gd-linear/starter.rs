//! Gradient descent: README.md says what each of the three returns.

use ndarray::{Array1, ArrayView1, ArrayView2, s};

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let _errors = x.dot(&coefficients.slice(s![1..])) + coefficients[0] - y;
    // TODO: for each coefficient, 2/n times the sum of error times input; the bias has input 1.
    Array1::zeros(coefficients.len())
}

pub fn descend(
    _x: ArrayView2<'_, f64>,
    _y: ArrayView1<'_, f64>,
    start: ArrayView1<'_, f64>,
    _rate: f64,
    steps: i64,
) -> (Array1<f64>, Array1<f64>) {
    let coefficients = start.to_owned();
    let losses = Array1::zeros(steps as usize + 1);
    // TODO: note the loss, then step against the gradient and note it again, `steps` times.
    (coefficients, losses)
}

pub fn fit(x: ArrayView2<'_, f64>, _y: ArrayView1<'_, f64>, _rate: f64, _steps: i64) -> Array1<f64> {
    // TODO: standardise the columns, descend from zeros, translate the coefficients back.
    Array1::zeros(1 + x.ncols())
}
