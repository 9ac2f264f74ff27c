//! Pairs counted in a map.

use std::collections::BTreeMap;

use ndarray::{Array2, ArrayView1};

fn pairs(y_true: ArrayView1<i64>, y_pred: ArrayView1<i64>) -> BTreeMap<(i64, i64), i64> {
    let mut pairs = BTreeMap::new();
    for row in 0..y_true.len() {
        *pairs.entry((y_true[row], y_pred[row])).or_insert(0) += 1;
    }
    pairs
}

pub fn confusion_matrix(y_true: ArrayView1<i64>, y_pred: ArrayView1<i64>, classes: i64) -> Array2<i64> {
    let mut counts = Array2::zeros((classes as usize, classes as usize));
    for ((truth, prediction), count) in pairs(y_true, y_pred) {
        counts[(truth as usize, prediction as usize)] = count;
    }
    counts
}

pub fn precision_score(y_true: ArrayView1<i64>, y_pred: ArrayView1<i64>, positive: i64) -> f64 {
    let pairs = pairs(y_true, y_pred);
    let claimed: i64 = pairs
        .iter()
        .filter(|((_, prediction), _)| *prediction == positive)
        .map(|(_, count)| count)
        .sum();
    let hits = pairs.get(&(positive, positive)).copied().unwrap_or(0);
    if claimed == 0 { 0.0 } else { hits as f64 / claimed as f64 }
}

pub fn recall_score(y_true: ArrayView1<i64>, y_pred: ArrayView1<i64>, positive: i64) -> f64 {
    precision_score(y_pred, y_true, positive)
}

pub fn macro_f1_score(y_true: ArrayView1<i64>, y_pred: ArrayView1<i64>, classes: i64) -> f64 {
    let f1 = |class| {
        let (p, r) = (precision_score(y_true, y_pred, class), recall_score(y_true, y_pred, class));
        let f1 = 2.0 * p * r / (p + r);
        if f1.is_nan() { 0.0 } else { f1 }
    };
    (0..classes).map(f1).sum::<f64>() / classes as f64
}
