//! Ordered maps: the labels of each value, split at every key.

use std::collections::BTreeMap;

use ndarray::{ArrayView1, ArrayView2, Axis, aview1};

pub fn gini(y: ArrayView1<'_, i64>) -> f64 {
    let mut shares = BTreeMap::<i64, f64>::new();
    for class in y {
        *shares.entry(*class).or_default() += 1.0 / y.len() as f64;
    }
    shares.into_values().map(|share| share * (1.0 - share)).sum::<f64>().max(0.0)
}

pub fn best_threshold(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>) -> (f64, f64) {
    let mut rows: Vec<(f64, i64)> = x.into_iter().copied().zip(y.into_iter().copied()).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let groups: Vec<&[(f64, i64)]> = rows.chunk_by(|a, b| a.0 == b.0).collect();
    let labels = |groups: &[&[(f64, i64)]]| -> Vec<i64> { groups.concat().into_iter().map(|(_, label)| label).collect() };
    let mut best = (f64::NAN, f64::INFINITY);
    for cut in (1..groups.len()).rev() {
        let (left, right) = (labels(&groups[..cut]), labels(&groups[cut..]));
        let weighted = |side: &[i64]| side.len() as f64 * gini(aview1(side));
        let impurity = (weighted(&left) + weighted(&right)) / rows.len() as f64;
        if impurity <= best.1 {
            best = ((groups[cut - 1][0].0 + groups[cut][0].0) / 2.0, impurity);
        }
    }
    if groups.len() < 2 { (f64::NAN, gini(y)) } else { best }
}

pub fn best_split(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>) -> (i64, f64, f64) {
    let mut found: Vec<(i64, f64, f64)> = Vec::new();
    for (column, values) in x.axis_iter(Axis(1)).enumerate() {
        let (threshold, impurity) = best_threshold(values, y);
        if !threshold.is_nan() {
            found.push((column as i64, threshold, impurity));
        }
    }
    found.sort_by(|a, b| a.2.total_cmp(&b.2));
    found.first().copied().unwrap_or((-1, f64::NAN, gini(y)))
}
