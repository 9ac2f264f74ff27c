//! One pass over the sorted rows: the curve first, then the area under it.

use ndarray::{Array1, ArrayView1, s};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let (fpr, tpr, _) = roc_curve(y_true, y_score);
    let widths = &fpr.slice(s![1..]) - &fpr.slice(s![..-1]);
    let heights = (&tpr.slice(s![1..]) + &tpr.slice(s![..-1])) / 2.0;
    widths.dot(&heights)
}

pub fn roc_curve(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let mut rows: Vec<(f64, i64)> = y_score.iter().copied().zip(y_true.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut points = vec![(0, 0, f64::INFINITY)];
    let (mut alarms, mut hits) = (0, 0);
    for (index, &(score, truth)) in rows.iter().enumerate() {
        hits += truth;
        alarms += 1 - truth;
        let parted = rows.get(index + 1).is_none_or(|next| next.0 != score);
        if parted {
            points.push((alarms, hits, score));
        }
    }
    (
        points.iter().map(|point| point.0 as f64 / alarms as f64).collect(),
        points.iter().map(|point| point.1 as f64 / hits as f64).collect(),
        points.iter().map(|point| point.2).collect(),
    )
}
