//! Sorted copies: the median lies in the middle, the most frequent class is the first longest run.

use ndarray::ArrayView1;

pub fn squared_error_baseline(train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let constant = train.iter().sum::<f64>() / train.len() as f64;
    let variance = test.var(0.0);
    let offset = test.mean().unwrap() - constant;
    (constant, variance + offset * offset)
}

pub fn absolute_error_baseline(train: ArrayView1<'_, f64>, test: ArrayView1<'_, f64>) -> (f64, f64) {
    let mut sorted = train.to_owned().into_raw_vec_and_offset().0;
    sorted.sort_unstable_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let constant = match sorted.len() % 2 {
        0 => f64::midpoint(sorted[half - 1], sorted[half]),
        _ => sorted[half],
    };
    (
        constant,
        test.fold(0.0, |sum, y| sum + (y - constant).abs()) / test.len() as f64,
    )
}

pub fn accuracy_baseline(train: ArrayView1<'_, i64>, test: ArrayView1<'_, i64>) -> (i64, f64) {
    let mut sorted = train.to_vec();
    sorted.sort_unstable();
    let mut best: &[i64] = &[];
    for run in sorted.chunk_by(i64::eq) {
        if run.len() > best.len() {
            best = run;
        }
    }
    let hits: f64 = test.iter().map(|&class| f64::from(u8::from(class == best[0]))).sum();
    (best[0], hits / test.len() as f64)
}

pub fn accuracy_skill(train: ArrayView1<'_, i64>, y_true: ArrayView1<'_, i64>, y_pred: ArrayView1<'_, i64>) -> f64 {
    let (_, baseline) = accuracy_baseline(train, y_true);
    let right: usize = y_true
        .iter()
        .zip(&y_pred)
        .map(|(truth, prediction)| usize::from(truth == prediction))
        .sum();
    match 1.0 - baseline {
        0.0 => 0.0,
        left => (right as f64 / y_true.len() as f64 - baseline) / left,
    }
}
