//! The impurities of the two children are added up, however many rows each has. The sum can exceed the parent's impurity,
//! and a child of one row weighs as much as all the others. Weight each child by its share of the rows.

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
    let midpoints = values.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
    let splits = midpoints.map(|midpoint| (midpoint, children(x, y, midpoint)));
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
        let rows = x.iter().zip(y).filter(|&(&value, _)| (value <= threshold) == left);
        rows.map(|(_, &class)| class).collect()
    };
    let (left, right) = (side(true), side(false));
    gini(left.view()) + gini(right.view())
}
