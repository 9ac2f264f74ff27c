//! The model is compared with guessing, one chance in as many as there are classes. The most frequent class is usually
//! right more often than that, so a model that learned nothing seems to have skill. Use the accuracy of
//! `accuracy_baseline` on the same rows.

use std::collections::{BTreeMap, BTreeSet};

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
    let classes: BTreeSet<&i64> = train.iter().collect();
    let baseline = 1.0 / classes.len() as f64;
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
    let highest = counts.values().max().copied();
    let first = counts.into_iter().find(|&(_, count)| Some(count) == highest);
    first.expect("there is at least one row").0
}
