//! Bias and weights apart; the mean gradient is a running mean over rows.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, s};

pub fn sigmoid(z: ArrayView1<'_, f64>) -> Array1<f64> {
    z.iter().map(|&z| squash(z)).collect()
}

pub fn log_loss(y_true: ArrayView1<'_, i64>, probability: ArrayView1<'_, f64>) -> f64 {
    let least = 0.5_f64.powi(40);
    let mut mean = 0.0;
    for (i, (&class, &p)) in y_true.iter().zip(probability.iter()).enumerate() {
        let p = p.clamp(least, 1.0 - least);
        let cost = match class {
            0 => -(-p).ln_1p(),
            _ => -p.ln(),
        };
        mean += (cost - mean) / (i + 1) as f64;
    }
    mean
}

pub fn gradient(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>, coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let (bias, weights) = coefficients.split_at(Axis(0), 1);
    let mut mean = Array1::zeros(coefficients.len());
    for (i, (row, &class)) in x.outer_iter().zip(y.iter()).enumerate() {
        let error = squash(bias[0] + row.dot(&weights)) - class as f64;
        let own: Array1<f64> = std::iter::once(error).chain(row.iter().map(|value| error * value)).collect();
        mean = &mean + (own - &mean) / (i + 1) as f64;
    }
    mean
}

pub fn sgd(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, i64>,
    start: ArrayView1<'_, f64>,
    rate: f64,
    order: ArrayView1<'_, i64>,
) -> Array1<f64> {
    let (mut bias, mut weights) = (start[0], start.slice(s![1..]).to_owned());
    order.for_each(|&row| {
        let values = x.row(row as usize);
        let step = rate * (squash(bias + values.dot(&weights)) - y[row as usize] as f64);
        bias -= step;
        weights.scaled_add(-step, &values);
    });
    let mut found = start.to_owned();
    found[0] = bias;
    found.slice_mut(s![1..]).assign(&weights);
    found
}

fn squash(z: f64) -> f64 {
    if z < 0.0 {
        1.0 - squash(-z)
    } else {
        (-(-z).exp().ln_1p()).exp()
    }
}
