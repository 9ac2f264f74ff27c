//! Classes counted in a vector as long as the largest; the skill from counts of misses.

use ndarray::{Array1, ArrayView1};

pub fn squared_error_baseline(train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let constant = train.mean().unwrap();
    let errors = &test - constant;
    (constant, errors.dot(&errors) / errors.len() as f64)
}

pub fn absolute_error_baseline(train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let mut values = train.to_vec();
    let middle = values.len() / 2;
    let (below, &mut upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let constant = if train.len() % 2 == 0 { (lower + upper) / 2.0 } else { upper };
    (constant, (&test - constant).mapv(f64::abs).mean().unwrap())
}

pub fn accuracy_baseline(train: ArrayView1<'_, i64>, test: ArrayView1<'_, i64>) -> (i64, f64) {
    let classes = 1 + *train.iter().max().unwrap() as usize;
    let mut counts = Array1::<usize>::zeros(classes);
    train.for_each(|&class| counts[class as usize] += 1);
    let constant = (0..classes).rev().max_by_key(|&class| counts[class]).unwrap() as i64;
    (constant, 1.0 - misses(test, Array1::from_elem(test.len(), constant).view()))
}

pub fn accuracy_skill(train: ArrayView1<'_, i64>, y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>) -> f64 {
    let (constant, _) = accuracy_baseline(train, y_true);
    let baseline = misses(y_true, Array1::from_elem(y_true.len(), constant).view());
    if baseline == 0.0 {
        return 0.0;
    }
    1.0 - misses(y_true, y_pred) / baseline
}

fn misses(y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>) -> f64 {
    let wrong = y_true
        .iter()
        .zip(y_pred.iter())
        .map(|(truth, prediction)| i64::from(truth != prediction));
    wrong.sum::<i64>() as f64 / y_true.len() as f64
}
