//! AUC from mean ranks of the sorted values.

use std::collections::HashSet;

use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn auc(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>) -> f64 {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&one, &other| x[one].total_cmp(&x[other]));
    let mut ranks = 0.0;
    let mut start = 0;
    while start < order.len() {
        let equal = order[start..].iter().take_while(|&&row| x[row] == x[order[start]]).count();
        let mean = start as f64 + (equal as f64 + 1.0) / 2.0;
        let bad = order[start..start + equal].iter().filter(|&&row| y[row] == 1).count();
        ranks += mean * bad as f64;
        start += equal;
    }
    let bad = y.sum() as f64;
    let good = y.len() as f64 - bad;
    (ranks - bad * (bad + 1.0) / 2.0) / (bad * good)
}

pub fn leaks(
    names: &[String],
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, i64>,
    known: ArrayView1<'_, i64>,
    limit: f64,
) -> Vec<String> {
    let columns = names.iter().zip(x.columns()).zip(known);
    columns
        .filter(|((_, column), day)| {
            let score = auc(*column, y);
            **day > 0 || score >= limit || score <= 1.0 - limit
        })
        .map(|((name, _), _)| name.to_owned())
        .collect()
}

pub fn torn_groups(group: ArrayView1<'_, i64>, fold: ArrayView1<'_, i64>) -> Array1<i64> {
    let pairs: HashSet<(i64, i64)> = group.iter().copied().zip(fold.iter().copied()).collect();
    let mut persons: Vec<i64> = pairs.into_iter().map(|(person, _)| person).collect();
    persons.sort_unstable();
    persons
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect()
}

pub fn cv_score(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>, fold: ArrayView1<'_, i64>) -> f64 {
    let numbers: HashSet<i64> = fold.iter().copied().collect();
    let part = |column: usize, wanted: &dyn Fn(i64) -> bool| {
        let rows: Vec<usize> = (0..y.len()).filter(|&row| wanted(fold[row])).collect();
        let x: Array1<f64> = rows.iter().map(|&row| x[[row, column]]).collect();
        let y: Array1<i64> = rows.iter().map(|&row| y[row]).collect();
        auc(x.view(), y.view())
    };
    let score = |&number: &i64| {
        let outside = |column| part(column, &|fold| fold != number) - 0.5;
        let (best, tells) = (0..x.ncols())
            .map(|column| (column, outside(column)))
            .max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()))
            .unwrap();
        0.5 + tells.signum() * (part(best, &|fold| fold == number) - 0.5)
    };
    numbers.iter().map(score).sum::<f64>() / numbers.len() as f64
}
