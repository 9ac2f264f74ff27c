//! Plain loops over all pairs, and over all rows for every threshold.

use ndarray::{Array1, ArrayView1};

pub fn roc_auc_score(y_true: ArrayView1<i64>, y_score: ArrayView1<f64>) -> f64 {
    let n = y_true.len();
    let (mut halves, mut pairs) = (0u64, 0u64);
    for i in 0..n {
        for j in 0..n {
            if y_true[i] == 1 && y_true[j] == 0 {
                pairs += 1;
                if y_score[i] > y_score[j] {
                    halves += 2;
                } else if y_score[i] == y_score[j] {
                    halves += 1;
                }
            }
        }
    }
    if pairs == 0 {
        return f64::NAN;
    }
    halves as f64 / (2 * pairs) as f64
}

pub fn roc_curve(y_true: ArrayView1<i64>, y_score: ArrayView1<f64>) -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let mut thresholds = y_score.to_vec();
    thresholds.push(f64::INFINITY);
    thresholds.sort_by(|a, b| b.partial_cmp(a).unwrap());
    thresholds.dedup();
    let rate = |class: i64| -> Array1<f64> {
        let total = y_true.iter().filter(|&&truth| truth == class).count() as f64;
        let mut rates = Array1::zeros(thresholds.len());
        for (rate, threshold) in rates.iter_mut().zip(&thresholds) {
            for i in 0..y_true.len() {
                if y_true[i] == class && y_score[i] >= *threshold {
                    *rate += 1.0;
                }
            }
            *rate /= total;
        }
        rates
    };
    (rate(0), rate(1), thresholds.clone().into())
}
