use ndarray::{Array2, ArrayView2};

pub fn softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    for mut column in probabilities.columns_mut() {
        let highest = column.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
        column.mapv_inplace(|logit| (logit - highest).exp());
        let sum = column.sum();
        column /= sum;
    }
    probabilities
}

pub fn log_softmax(logits: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut log_probabilities = logits.to_owned();
    for mut column in log_probabilities.columns_mut() {
        let highest = column.fold(f64::NEG_INFINITY, |highest, &logit| highest.max(logit));
        column -= highest;
        let log_sum = column.mapv(f64::exp).sum().ln();
        column -= log_sum;
    }
    log_probabilities
}
