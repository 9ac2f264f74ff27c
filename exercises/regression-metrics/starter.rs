//! Regression metrics: README.md says what each of the four returns.

use ndarray::ArrayView1;

pub fn root_mean_squared_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let errors = &y_true - &y_pred;
    // TODO: square the errors, average them, then undo the square.
    errors.fold(f64::NEG_INFINITY, |largest, &error| largest.max(error))
}

pub fn mean_absolute_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let errors = &y_true - &y_pred;
    // TODO: average the sizes of the errors.
    errors.fold(f64::NEG_INFINITY, |largest, &error| largest.max(error))
}

pub fn r2_score(_y_true: ArrayView1<'_, f64>, _y_pred: ArrayView1<'_, f64>) -> f64 {
    // TODO: compare the squared errors with the spread of y_true around its mean.
    0.5
}

pub fn root_mean_squared_log_error(_y_true: ArrayView1<'_, f64>, _y_pred: ArrayView1<'_, f64>) -> f64 {
    // TODO: the first function again, on another scale.
    0.5
}
