//! Hits, false alarms and misses of a class in one pass; F1 from precision and recall.

use ndarray::{Array2, ArrayView1};

struct Tally {
    hits: u32,
    false_alarms: u32,
    misses: u32,
}

fn tally(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> Tally {
    let mut tally = Tally {
        hits: 0,
        false_alarms: 0,
        misses: 0,
    };
    for (&truth, &prediction) in y_true.iter().zip(y_pred.iter()) {
        match (truth == positive, prediction == positive) {
            (true, true) => tally.hits += 1,
            (false, true) => tally.false_alarms += 1,
            (true, false) => tally.misses += 1,
            (false, false) => {}
        }
    }
    tally
}

fn share(part: u32, rest: u32) -> f64 {
    if part == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(part + rest)
    }
}

pub fn confusion_matrix(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, classes: i64) -> Array2<i64> {
    Array2::from_shape_fn((classes as usize, classes as usize), |(truth, prediction)| {
        let pairs = y_true.iter().zip(y_pred.iter());
        pairs
            .filter(|&(&t, &p)| (t as usize, p as usize) == (truth, prediction))
            .count() as i64
    })
}

pub fn precision_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let tally = tally(y_true, y_pred, positive);
    share(tally.hits, tally.false_alarms)
}

pub fn recall_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, positive: i64) -> f64 {
    let tally = tally(y_true, y_pred, positive);
    share(tally.hits, tally.misses)
}

pub fn macro_f1_score(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>, classes: i64) -> f64 {
    let mut total = 0.0;
    for positive in 0..classes {
        let precision = precision_score(y_true, y_pred, positive);
        let recall = recall_score(y_true, y_pred, positive);
        if precision > 0.0 && recall > 0.0 {
            total += 2.0 / (1.0 / precision + 1.0 / recall);
        }
    }
    total / classes as f64
}
