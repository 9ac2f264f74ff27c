//! A rank by counting: the rows below, and half of those level with it.

use std::cmp::Ordering;

use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let rank = |score: f64| -> f64 {
        let below = y_score.iter().filter(|&&other| other < score).count() as f64;
        let level = y_score.iter().filter(|&&other| other == score).count() as f64;
        below + (level + 1.0) / 2.0
    };
    let truth = y_true.mapv(|truth| truth as f64);
    let positives = truth.sum();
    let negatives = truth.len() as f64 - positives;
    match positives.min(negatives) {
        0.0 => f64::NAN,
        _ => (y_score.mapv(rank).dot(&truth) - positives * (positives + 1.0) / 2.0) / positives / negatives,
    }
}

pub fn roc_curve(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let mut rows: Vec<usize> = (0..y_true.len()).collect();
    rows.sort_unstable_by(|&a, &b| y_score[b].partial_cmp(&y_score[a]).unwrap_or(Ordering::Equal));
    let positives = y_true.sum() as f64;
    let negatives = y_true.len() as f64 - positives;
    let mut curve = vec![[0.0, 0.0, f64::INFINITY]];
    for row in rows {
        let [alarms, hits, threshold] = curve[curve.len() - 1];
        let hit = y_true[row] as f64;
        let next = [alarms + 1.0 - hit, hits + hit, y_score[row]];
        if threshold == y_score[row] {
            curve.pop();
        }
        curve.push(next);
    }
    let column = |j: usize, total: f64| curve.iter().map(|point| point[j] / total).collect();
    (column(0, negatives), column(1, positives), column(2, 1.0))
}
