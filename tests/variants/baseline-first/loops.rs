//! Plain loops by index; the winner is found by counting again for every row.

use ndarray::ArrayView1;

pub fn squared_error_baseline(train: ArrayView1<f64>, test: ArrayView1<f64>) -> (f64, f64) {
    let mut constant = 0.0;
    for i in 0..train.len() {
        constant += train[i] / train.len() as f64;
    }
    let mut error = 0.0;
    for i in 0..test.len() {
        error += (test[i] - constant) * (test[i] - constant) / test.len() as f64;
    }
    (constant, error)
}

pub fn absolute_error_baseline(train: ArrayView1<f64>, test: ArrayView1<f64>) -> (f64, f64) {
    let mut sorted: Vec<f64> = train.iter().copied().collect();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let n = sorted.len();
    let constant = if n % 2 == 1 {
        sorted[n / 2]
    } else {
        0.5 * (sorted[n / 2 - 1] + sorted[n / 2])
    };
    let mut error = 0.0;
    for &y in test {
        error += (y - constant).abs();
    }
    (constant, error / test.len() as f64)
}

pub fn accuracy_baseline(train: ArrayView1<i64>, test: ArrayView1<i64>) -> (i64, f64) {
    let (mut constant, mut highest) = (i64::MAX, 0);
    for &class in train {
        let count = train.iter().filter(|&&other| other == class).count();
        if count > highest || (count == highest && class < constant) {
            (constant, highest) = (class, count);
        }
    }
    let mut hits = 0;
    for &class in test {
        if class == constant {
            hits += 1;
        }
    }
    (constant, hits as f64 / test.len() as f64)
}

pub fn accuracy_skill(train: ArrayView1<i64>, y_true: ArrayView1<i64>, y_pred: ArrayView1<i64>) -> f64 {
    let baseline = accuracy_baseline(train, y_true).1;
    let accuracy = (0..y_true.len()).filter(|&i| y_true[i] == y_pred[i]).count() as f64 / y_true.len() as f64;
    if baseline < 1.0 {
        (accuracy - baseline) / (1.0 - baseline)
    } else {
        0.0
    }
}
