//! ROC-AUC with ties: README.md says what both return.

use ndarray::{Array1, ArrayView1, array};

pub fn roc_auc_score(_y_true: ArrayView1<'_, i64>, _y_score: ArrayView1<'_, f64>) -> f64 {
    // TODO: in which share of the pairs (positive, negative) does the positive have the higher score? An equal pair counts half.
    0.5
}

pub fn roc_curve(_y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let lowest = y_score.fold(f64::INFINITY, |lowest, &score| lowest.min(score));
    // TODO: one threshold for each distinct score, highest first, and at each one the two rates.
    (Array1::zeros(2), Array1::zeros(2), array![f64::INFINITY, lowest])
}
