//! Plain loops by index; every row tried as the lower end of a gap.

use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn gini(y: ArrayView1<i64>) -> f64 {
    let n = y.len();
    let mut equal_pairs = 0usize;
    for i in 0..n {
        for j in 0..n {
            if y[i] == y[j] {
                equal_pairs += 1;
            }
        }
    }
    1.0 - equal_pairs as f64 / (n * n) as f64
}

pub fn best_threshold(x: ArrayView1<f64>, y: ArrayView1<i64>) -> (f64, f64) {
    let n = x.len();
    let mut best = (f64::NAN, gini(y));
    for i in 0..n {
        let mut above = f64::INFINITY;
        for j in 0..n {
            if x[j] > x[i] && x[j] < above {
                above = x[j];
            }
        }
        if above.is_infinite() {
            continue;
        }
        let threshold = 0.5 * x[i] + 0.5 * above;
        let mut left = Vec::new();
        let mut right = Vec::new();
        for j in 0..n {
            if x[j] > threshold {
                right.push(y[j]);
            } else {
                left.push(y[j]);
            }
        }
        let mut impurity = 0.0;
        for side in [left, right] {
            impurity += side.len() as f64 / n as f64 * gini(Array1::from(side).view());
        }
        let better = best.0.is_nan() || impurity < best.1;
        if better || (impurity == best.1 && threshold < best.0) {
            best = (threshold, impurity);
        }
    }
    best
}

pub fn best_split(x: ArrayView2<f64>, y: ArrayView1<i64>) -> (i64, f64, f64) {
    let mut best = (-1, f64::NAN, gini(y));
    for j in 0..x.ncols() {
        let (threshold, impurity) = best_threshold(x.column(j), y);
        if !threshold.is_nan() && (best.0 < 0 || impurity < best.2) {
            best = (j as i64, threshold, impurity);
        }
    }
    best
}
