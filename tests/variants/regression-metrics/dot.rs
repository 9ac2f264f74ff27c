//! Dot products, and ndarray's variance.

use ndarray::{Array1, ArrayView1};

pub fn root_mean_squared_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let errors: Array1<f64> = &y_pred - &y_true;
    (errors.dot(&errors) / errors.len() as f64).sqrt()
}

pub fn mean_absolute_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    (&y_pred - &y_true).abs().mean().unwrap_or(f64::NAN)
}

pub fn r2_score(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let errors: Array1<f64> = &y_pred - &y_true;
    if y_true.iter().all(|&y| y == y_true[0]) {
        return f64::from(errors.iter().all(|&error| error == 0.0));
    }
    let centred = &y_true - y_true.mean().unwrap_or(0.0);
    1.0 - errors.dot(&errors) / centred.dot(&centred)
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let errors: Array1<f64> = y_pred.mapv(f64::ln_1p) - y_true.mapv(f64::ln_1p);
    errors.pow2().mean().unwrap_or(f64::NAN).sqrt()
}
