//! Among classes that are equally frequent, the largest class number wins. A rule is needed so that everyone gets the
//! same baseline, and here the smallest wins: keep the first highest count as you go up through the classes.

use std::collections::BTreeMap;

use ndarray::ArrayView1;

pub fn squared_error_baseline(train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let constant = mean(train);
    (constant, mean(test.mapv(|y| (y - constant).powi(2)).view()))
}

pub fn absolute_error_baseline(train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let constant = median(train);
    (constant, mean(test.mapv(|y| (y - constant).abs()).view()))
}

pub fn accuracy_baseline(train: ArrayView1<'_, i64>, test: ArrayView1<'_, i64>) -> (i64, f64) {
    let constant = most_frequent(train);
    let hits = test.iter().filter(|&&class| class == constant).count();
    (constant, hits as f64 / test.len() as f64)
}

pub fn accuracy_skill(train: ArrayView1<'_, i64>, y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>) -> f64 {
    let (_, baseline) = accuracy_baseline(train, y_true);
    if baseline == 1.0 {
        return 0.0;
    }
    let hits = y_true
        .iter()
        .zip(y_pred)
        .filter(|(truth, prediction)| truth == prediction)
        .count();
    let accuracy = hits as f64 / y_true.len() as f64;
    (accuracy - baseline) / (1.0 - baseline)
}

fn mean(y: ArrayView1<'_, f64>) -> f64 {
    y.sum() / y.len() as f64
}

fn median(y: ArrayView1<'_, f64>) -> f64 {
    let mut sorted = y.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (lower, upper) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    (lower + upper) / 2.0
}

fn most_frequent(classes: ArrayView1<'_, i64>) -> i64 {
    let mut counts = BTreeMap::new();
    for &class in classes {
        *counts.entry(class).or_insert(0) += 1;
    }
    let last = counts.into_iter().max_by_key(|&(_, count)| count);
    last.expect("there is at least one row").0
}
