//! The scores are cut at 0.5 before they are ranked. Only two values are left, most pairs tie, and what comes out is the
//! quality of one threshold, not of the ranking. Rank the scores as they are; the curve tries every threshold itself.

use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let labels = hard_labels(y_score);
    let positives = y_true.iter().filter(|&&truth| truth == 1).count() as f64;
    let negatives = y_true.len() as f64 - positives;
    let (mut below, mut rank_sum) = (0.0, 0.0);
    for tied in runs(labels.view()) {
        let size = tied.len() as f64;
        let found = tied.iter().filter(|&&row| y_true[row] == 1).count() as f64;
        rank_sum += found * (below + (size + 1.0) / 2.0);
        below += size;
    }
    (rank_sum - positives * (positives + 1.0) / 2.0) / (positives * negatives)
}

pub fn roc_curve(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let labels = hard_labels(y_score);
    let (mut alarms, mut hits, mut thresholds) = (vec![0.0], vec![0.0], vec![f64::INFINITY]);
    for tied in runs(labels.view()).iter().rev() {
        let positives = tied.iter().filter(|&&row| y_true[row] == 1).count() as f64;
        alarms.push(alarms[alarms.len() - 1] + tied.len() as f64 - positives);
        hits.push(hits[hits.len() - 1] + positives);
        thresholds.push(labels[tied[0]]);
    }
    (rates(alarms), rates(hits), thresholds.into())
}

fn hard_labels(y_score: ArrayView1<'_, f64>) -> Array1<f64> {
    y_score.mapv(|score| if score >= 0.5 { 1.0 } else { 0.0 })
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
