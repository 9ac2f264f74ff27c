//! The classes' F1 scores are weighted by how often each class occurs: that is the weighted average, not macro. A rare
//! class hardly counts in it. Give every class the same weight, 1/C.

use ndarray::{Array2, ArrayView1};

pub fn confusion_matrix(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, classes: i64) -> Array2<i64> {
    let mut counts = Array2::zeros((classes as usize, classes as usize));
    for (&truth, &prediction) in y_true.iter().zip(y_pred) {
        counts[[truth as usize, prediction as usize]] += 1;
    }
    counts
}

pub fn precision_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let claimed = y_pred.iter().filter(|&&class| class == positive).count();
    ratio(hits(y_true, y_pred, positive), claimed as i64)
}

pub fn recall_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let actual = y_true.iter().filter(|&&class| class == positive).count();
    ratio(hits(y_true, y_pred, positive), actual as i64)
}

pub fn macro_f1_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, classes: i64) -> f64 {
    let counts = confusion_matrix(y_true, y_pred, classes);
    let f1 = |class: usize| {
        let (actual, claimed) = (counts.row(class).sum(), counts.column(class).sum());
        ratio(2 * counts[[class, class]], actual + claimed) * actual as f64
    };
    (0..classes as usize).map(f1).sum::<f64>() / y_true.len() as f64
}

fn hits(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> i64 {
    let pairs = y_true.iter().zip(y_pred);
    pairs
        .filter(|&(&truth, &prediction)| truth == positive && prediction == positive)
        .count() as i64
}

fn ratio(part: i64, whole: i64) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}
