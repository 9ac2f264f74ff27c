//! Confusion metrics: README.md says what each of the four returns.

use ndarray::{Array2, ArrayView1};

pub fn confusion_matrix(_y_true: ArrayView1<'_, i64>, _y_pred: ArrayView1<'_, i64>, classes: i64) -> Array2<i64> {
    // TODO: counts[[truth, prediction]] is how many rows have this truth and this prediction.
    Array2::zeros((classes as usize, classes as usize))
}

pub fn precision_score(_y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let claimed = y_pred.iter().filter(|&&class| class == positive).count();
    // TODO: of the rows claimed to be positive, which share is?
    claimed as f64 / y_pred.len() as f64
}

pub fn recall_score(y_true: ArrayView1<'_, i64>, _y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let actual = y_true.iter().filter(|&&class| class == positive).count();
    // TODO: of the rows that are positive, which share was found?
    actual as f64 / y_true.len() as f64
}

pub fn macro_f1_score(_y_true: ArrayView1<'_, i64>, _y_pred: ArrayView1<'_, i64>, _classes: i64) -> f64 {
    // TODO: F1 of each class 0 … classes − 1, then their plain average.
    0.5
}
