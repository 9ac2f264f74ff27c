//! Plain loops by index.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn gradient(x: ArrayView2<f64>, y: ArrayView1<f64>, coefficients: ArrayView1<f64>) -> Array1<f64> {
    let (n, k) = x.dim();
    let mut total = Array1::zeros(k + 1);
    for i in 0..n {
        let mut error = coefficients[0] - y[i];
        for j in 0..k {
            error += coefficients[j + 1] * x[[i, j]];
        }
        total[0] += error;
        for j in 0..k {
            total[j + 1] += error * x[[i, j]];
        }
    }
    total.mapv(|sum: f64| 2.0 * sum / n as f64)
}

pub fn descend(
    x: ArrayView2<f64>,
    y: ArrayView1<f64>,
    start: ArrayView1<f64>,
    rate: f64,
    steps: i64,
) -> (Array1<f64>, Array1<f64>) {
    let mut now = start.to_owned();
    let mut losses = Array1::zeros(steps as usize + 1);
    for step in 0..=steps as usize {
        for i in 0..y.len() {
            let mut predicted = now[0];
            for j in 0..x.ncols() {
                predicted += now[j + 1] * x[[i, j]];
            }
            losses[step] += (y[i] - predicted).powi(2) / y.len() as f64;
        }
        if step < steps as usize {
            let slope = gradient(x, y, now.view());
            for j in 0..now.len() {
                now[j] -= rate * slope[j];
            }
        }
    }
    (now, losses)
}

pub fn fit(x: ArrayView2<f64>, y: ArrayView1<f64>, rate: f64, steps: i64) -> Array1<f64> {
    let (n, k) = x.dim();
    let mut z = Array2::zeros((n, k));
    let (mut means, mut scales) = (vec![0.0; k], vec![1.0; k]);
    for j in 0..k {
        means[j] = x.column(j).sum() / n as f64;
        let variance = x.column(j).iter().map(|v| (v - means[j]).powi(2)).sum::<f64>() / n as f64;
        if variance > 0.0 {
            scales[j] = variance.sqrt();
        }
        for i in 0..n {
            z[[i, j]] = (x[[i, j]] - means[j]) / scales[j];
        }
    }
    let mut weights = descend(z.view(), y, Array1::zeros(k + 1).view(), rate, steps).0;
    for j in 0..k {
        weights[j + 1] /= scales[j];
        weights[0] -= weights[j + 1] * means[j];
    }
    weights
}
