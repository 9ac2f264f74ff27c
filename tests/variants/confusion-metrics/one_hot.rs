//! The matrix as a product of one-hot tables, everything else read from it.

use ndarray::{Array1, Array2, ArrayView1, Axis};

fn one_hot(labels: ArrayView1<'_, i64>, classes: i64) -> Array2<i64> {
    Array2::from_shape_fn((labels.len(), classes as usize), |(row, class)| {
        i64::from(labels[row] == class as i64)
    })
}

pub fn confusion_matrix(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, classes: i64) -> Array2<i64> {
    one_hot(y_true, classes).t().dot(&one_hot(y_pred, classes))
}

fn binary(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> Array2<i64> {
    let is_positive = |class: &i64| i64::from(*class == positive);
    confusion_matrix(y_true.map(is_positive).view(), y_pred.map(is_positive).view(), 2)
}

pub fn precision_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let counts = binary(y_true, y_pred, positive);
    counts[[1, 1]] as f64 / (counts[[0, 1]] + counts[[1, 1]]).max(1) as f64
}

pub fn recall_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let counts = binary(y_true, y_pred, positive);
    counts[[1, 1]] as f64 / (counts[[1, 0]] + counts[[1, 1]]).max(1) as f64
}

pub fn macro_f1_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, classes: i64) -> f64 {
    let counts = confusion_matrix(y_true, y_pred, classes);
    let sizes: Array1<i64> = counts.sum_axis(Axis(0)) + counts.sum_axis(Axis(1));
    let f1 = counts.diag().mapv(|hits| 2.0 * hits as f64) / sizes.mapv(|size| size.max(1) as f64);
    f1.mean().unwrap_or(0.0)
}
