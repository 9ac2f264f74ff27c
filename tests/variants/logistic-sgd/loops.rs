//! Plain loops by index; the plain formula, whose overflow is harmless: 1/(1 + ∞) is 0.

use ndarray::{Array1, ArrayView1, ArrayView2};

fn sigma(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

pub fn sigmoid(z: ArrayView1<f64>) -> Array1<f64> {
    z.mapv(sigma)
}

pub fn log_loss(y_true: ArrayView1<i64>, probability: ArrayView1<f64>) -> f64 {
    let least = 2f64.powi(-40);
    let mut cost = 0.0;
    for i in 0..y_true.len() {
        let p = if probability[i] < least {
            least
        } else if probability[i] > 1.0 - least {
            1.0 - least
        } else {
            probability[i]
        };
        let y = y_true[i] as f64;
        cost -= y * p.ln() + (1.0 - y) * (1.0 - p).ln();
    }
    cost / y_true.len() as f64
}

pub fn gradient(x: ArrayView2<f64>, y: ArrayView1<i64>, coefficients: ArrayView1<f64>) -> Array1<f64> {
    let (n, k) = x.dim();
    let mut total = Array1::zeros(k + 1);
    for i in 0..n {
        let mut z = coefficients[0];
        for j in 0..k {
            z += coefficients[j + 1] * x[[i, j]];
        }
        let error = sigma(z) - y[i] as f64;
        total[0] += error / n as f64;
        for j in 0..k {
            total[j + 1] += error * x[[i, j]] / n as f64;
        }
    }
    total
}

pub fn sgd(x: ArrayView2<f64>, y: ArrayView1<i64>, start: ArrayView1<f64>, rate: f64, order: ArrayView1<i64>) -> Array1<f64> {
    let mut now = start.to_owned();
    for &i in order.iter() {
        let i = i as usize;
        let mut z = now[0];
        for j in 0..x.ncols() {
            z += now[j + 1] * x[[i, j]];
        }
        let error = sigma(z) - y[i] as f64;
        now[0] -= rate * error;
        for j in 0..x.ncols() {
            now[j + 1] -= rate * error * x[[i, j]];
        }
    }
    now
}
