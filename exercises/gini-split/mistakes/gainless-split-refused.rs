//! A split is only kept if its children are purer than all rows together. The first cut of an exclusive or gains nothing,
//! the two after it are perfect: a tree that refuses never gets there. Compare splits with each other, not with the parent.

use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn gini(y: ArrayView1<'_, i64>) -> f64 {
    let classes = y.fold(0, |highest, &class| highest.max(class)) as usize + 1;
    let mut counts = Array1::<f64>::zeros(classes);
    for &class in y {
        counts[class as usize] += 1.0;
    }
    let shares = counts / y.len() as f64;
    1.0 - shares.dot(&shares)
}

pub fn best_threshold(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>) -> (f64, f64) {
    let mut values = x.to_vec();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let (mut threshold, mut impurity) = (f64::NAN, gini(y));
    for pair in values.windows(2) {
        let midpoint = (pair[0] + pair[1]) / 2.0;
        let candidate = children(x, y, midpoint);
        if candidate < impurity {
            (threshold, impurity) = (midpoint, candidate);
        }
    }
    (threshold, impurity)
}

pub fn best_split(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>) -> (i64, f64, f64) {
    let mut best = (-1, f64::NAN, gini(y));
    for (column, index) in x.columns().into_iter().zip(0..) {
        let (threshold, impurity) = best_threshold(column, y);
        if impurity < best.2 {
            best = (index, threshold, impurity);
        }
    }
    best
}

fn children(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>, threshold: f64) -> f64 {
    let side = |left: bool| -> Array1<i64> {
        let rows = x.iter().zip(y).filter(|&(&value, _)| (value <= threshold) == left);
        rows.map(|(_, &class)| class).collect()
    };
    let (left, right) = (side(true), side(false));
    (left.len() as f64 * gini(left.view()) + right.len() as f64 * gini(right.view())) / y.len() as f64
}
