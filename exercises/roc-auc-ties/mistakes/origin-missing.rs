use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let (fpr, tpr, _) = roc_curve(y_true, y_score);
    (1..fpr.len())
        .map(|i| (fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1]) / 2.0)
        .sum()
}

pub fn roc_curve(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let (mut fpr, mut tpr, mut thresholds) = (Vec::new(), Vec::new(), Vec::new());
    let (mut alarms, mut hits) = (0.0, 0.0);
    for tied in runs(y_score).iter().rev() {
        let positives = tied.iter().filter(|&&row| y_true[row] == 1).count() as f64;
        alarms += tied.len() as f64 - positives;
        hits += positives;
        fpr.push(alarms);
        tpr.push(hits);
        thresholds.push(y_score[tied[0]]);
    }
    (rates(fpr), rates(tpr), thresholds.into())
}

fn runs(y_score: ArrayView1<'_, f64>) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..y_score.len()).collect();
    order.sort_by(|&a, &b| y_score[a].total_cmp(&y_score[b]));
    let runs = order.chunk_by(|&a, &b| y_score[a] == y_score[b]);
    runs.map(<[usize]>::to_vec).collect()
}

fn rates(counts: Vec<f64>) -> Array1<f64> {
    let total = counts[counts.len() - 1];
    counts.into_iter().map(|count| count / total).collect()
}
