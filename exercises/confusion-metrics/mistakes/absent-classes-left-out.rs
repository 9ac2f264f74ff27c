//! Classes that occur neither in `y_true` nor in `y_pred` are left out of the average. Then the score depends on which
//! rows happen to be in the test set, and two tests cannot be compared. Average over all C classes; an absent one has
//! F1 = 0.

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
        (actual + claimed > 0).then(|| ratio(2 * counts[[class, class]], actual + claimed))
    };
    let seen: Vec<f64> = (0..classes as usize).filter_map(f1).collect();
    seen.iter().sum::<f64>() / seen.len() as f64
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
