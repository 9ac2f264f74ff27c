//! The errors are compared with the spread of the predictions. The yardstick must not depend on the model, or a model
//! could stretch it. Measure the spread of `y_true` around its own mean; if it looks right, check the order of the two
//! arguments.

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
    let mean = y_pred.sum() / y_pred.len() as f64;
    let errors = (&y_true - &y_pred).mapv(|error| error * error).sum();
    let spread = y_pred.mapv(|y| (y - mean) * (y - mean)).sum();
    if spread == 0.0 {
        return if errors == 0.0 { 1.0 } else { 0.0 };
    }
    1.0 - errors / spread
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    root_mean_squared_error(y_true.mapv(f64::ln_1p).view(), y_pred.mapv(f64::ln_1p).view())
}
