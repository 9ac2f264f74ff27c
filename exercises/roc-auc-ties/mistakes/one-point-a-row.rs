use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let (fpr, tpr, _) = roc_curve(y_true, y_score);
    (1..fpr.len())
        .map(|i| (fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1]) / 2.0)
        .sum()
}

pub fn roc_curve(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let mut order: Vec<usize> = (0..y_score.len()).collect();
    order.sort_by(|&a, &b| y_score[b].total_cmp(&y_score[a]));
    let (mut alarms, mut hits, mut thresholds) = (vec![0.0], vec![0.0], vec![f64::INFINITY]);
    for row in order {
        let positive = if y_true[row] == 1 { 1.0 } else { 0.0 };
        alarms.push(alarms[alarms.len() - 1] + 1.0 - positive);
        hits.push(hits[hits.len() - 1] + positive);
        thresholds.push(y_score[row]);
    }
    (rates(alarms), rates(hits), thresholds.into())
}

fn rates(counts: Vec<f64>) -> Array1<f64> {
    let total = counts[counts.len() - 1];
    counts.into_iter().map(|count| count / total).collect()
}
