//! The factor 2 is missing: the square of an error has the derivative 2 times the error. The direction is right and
//! every step half as long, which is right only for a loss that was halved. Multiply by 2/n.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate, s};

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let errors = errors(x, y, coefficients);
    with_first(errors.sum(), x.t().dot(&errors)) / y.len() as f64
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
    let mean = x.mean_axis(Axis(0)).expect("there is at least one row");
    let scale = x.std_axis(Axis(0), 0.0);
    let scale = scale.mapv(|scale| if scale == 0.0 { 1.0 } else { scale });
    let scaled = (&x - &mean) / &scale;
    let start = Array1::zeros(1 + x.ncols());
    let (weights, _) = descend(scaled.view(), y, start.view(), rate, steps);
    let slopes = &weights.slice(s![1..]) / &scale;
    with_first(weights[0] - mean.dot(&slopes), slopes)
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
