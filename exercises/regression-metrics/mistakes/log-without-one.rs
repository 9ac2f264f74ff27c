//! The logarithm is taken of y instead of 1 + y. ln 0 is −∞, so a single price or count of 0 makes the score infinite or
//! NaN. Use `log1p` (Rust: `ln_1p`).

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
    let errors = (&y_true - &y_pred).mapv(|error| error * error).sum();
    let spread = y_true.mapv(|y| (y - mean) * (y - mean)).sum();
    if spread == 0.0 {
        return if errors == 0.0 { 1.0 } else { 0.0 };
    }
    1.0 - errors / spread
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    root_mean_squared_error(y_true.mapv(f64::ln).view(), y_pred.mapv(f64::ln).view())
}
