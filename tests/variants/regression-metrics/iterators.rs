//! Iterator chains over vectors.

use ndarray::ArrayView1;

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len() as f64;
    numbers.sum::<f64>() / count
}

fn errors(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> Vec<f64> {
    y_true
        .iter()
        .zip(y_pred.iter())
        .map(|(truth, prediction)| truth - prediction)
        .collect()
}

pub fn root_mean_squared_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    mean(errors(y_true, y_pred).iter().map(|error| error * error)).sqrt()
}

pub fn mean_absolute_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    mean(errors(y_true, y_pred).iter().map(|error| error.abs()))
}

pub fn r2_score(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let centre = mean(y_true.iter().copied());
    let unexplained = mean(errors(y_true, y_pred).iter().map(|error| error.powi(2)));
    let variance = mean(y_true.iter().map(|y| (y - centre).powi(2)));
    match (variance == 0.0, unexplained == 0.0) {
        (true, true) => 1.0,
        (true, false) => 0.0,
        (false, _) => (variance - unexplained) / variance,
    }
}

pub fn root_mean_squared_log_error(y_true: ArrayView1<'_, f64>, y_pred: ArrayView1<'_, f64>) -> f64 {
    let ratio = |(truth, prediction): (&f64, &f64)| ((truth + 1.0).ln() - (prediction + 1.0).ln()).powi(2);
    mean(y_true.iter().zip(y_pred.iter()).map(ratio)).sqrt()
}
