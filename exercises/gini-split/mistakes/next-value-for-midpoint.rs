//! The threshold is a value of the column, the first that goes right, because rows are compared with < and not ≤. Whoever
//! uses it with ≤ sends that very row left. Take the mean of the two neighbouring values; x ≤ threshold goes left.

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
    let splits = values.iter().skip(1).map(|&value| (value, children(x, y, value)));
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

fn children(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>, threshold: f64) -> f64 {
    let side = |left: bool| -> Array1<i64> {
        let rows = x.iter().zip(y).filter(|&(&value, _)| (value < threshold) == left);
        rows.map(|(_, &class)| class).collect()
    };
    let (left, right) = (side(true), side(false));
    (left.len() as f64 * gini(left.view()) + right.len() as f64 * gini(right.view())) / y.len() as f64
}
