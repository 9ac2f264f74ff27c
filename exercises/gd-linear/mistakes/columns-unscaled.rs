//! `fit` descends on the columns as they are. A column in thousands has gradients in millions: each step overshoots
//! further than the last, until the numbers overflow to NaN. Standardise the columns first, and translate the
//! coefficients back at the end.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate, s};

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let errors = errors(x, y, coefficients);
    with_first(errors.sum(), x.t().dot(&errors)) * (2.0 / y.len() as f64)
}

pub fn descend(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, f64>,
    start: ArrayView1<'_, f64>,
    rate: f64,
    steps: i64,
) -> (Array1<f64>, Array1<f64>) {
    let mut coefficients = start.to_owned();
    let mut losses = vec![loss(x, y, start)];
    for _ in 0..steps {
        let gradient = gradient(x, y, coefficients.view());
        coefficients.scaled_add(-rate, &gradient);
        losses.push(loss(x, y, coefficients.view()));
    }
    (coefficients, losses.into())
}

pub fn fit(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, rate: f64, steps: i64) -> Array1<f64> {
    let start = Array1::zeros(1 + x.ncols());
    let (coefficients, _) = descend(x, y, start.view(), rate, steps);
    coefficients
}

fn errors(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    x.dot(&coefficients.slice(s![1..])) + coefficients[0] - y
}

fn loss(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> f64 {
    errors(x, y, coefficients).mapv(|error| error * error).sum() / y.len() as f64
}

fn with_first(first: f64, others: Array1<f64>) -> Array1<f64> {
    concatenate![Axis(0), Array1::from_elem(1, first), others]
}
