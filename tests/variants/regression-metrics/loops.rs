//! Plain loops by index.

use ndarray::ArrayView1;

pub fn root_mean_squared_error(y_true: ArrayView1<f64>, y_pred: ArrayView1<f64>) -> f64 {
    let mut total = 0.0;
    for i in 0..y_true.len() {
        total += (y_pred[i] - y_true[i]).powi(2);
    }
    (total / y_true.len() as f64).sqrt()
}

pub fn mean_absolute_error(y_true: ArrayView1<f64>, y_pred: ArrayView1<f64>) -> f64 {
    let mut total = 0.0;
    for i in 0..y_true.len() {
        total += (y_pred[i] - y_true[i]).abs() / y_true.len() as f64;
    }
    total
}

pub fn r2_score(y_true: ArrayView1<f64>, y_pred: ArrayView1<f64>) -> f64 {
    let mean = y_true.mean().unwrap();
    let (mut errors, mut spread) = (0.0, 0.0);
    for i in 0..y_true.len() {
        errors += (y_true[i] - y_pred[i]).powi(2);
        spread += (y_true[i] - mean).powi(2);
    }
    if spread > 0.0 {
        1.0 - errors / spread
    } else if errors > 0.0 {
        0.0
    } else {
        1.0
    }
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<f64>, y_pred: ArrayView1<f64>) -> f64 {
    let mut total = 0.0;
    for i in 0..y_true.len() {
        total += ((1.0 + y_true[i]) / (1.0 + y_pred[i])).ln().powi(2);
    }
    (total / y_true.len() as f64).sqrt()
}
