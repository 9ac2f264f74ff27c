//! Every group with more than one row is reported. Several loans to one applicant do no harm as long as they are in one
//! fold: the model is then never tested on somebody it knows. Count the different folds of a group, not its rows.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn auc(x: ArrayView1<'_, f64>, y: ArrayView1<'_, i64>) -> f64 {
    let of_class = |class| {
        x.iter()
            .zip(y)
            .filter(move |(_, label)| **label == class)
            .map(|(value, _)| *value)
    };
    let (mut ahead, mut pairs) = (0.0, 0.0);
    for bad in of_class(1) {
        for good in of_class(0) {
            pairs += 1.0;
            ahead += if bad > good {
                1.0
            } else if bad == good {
                0.5
            } else {
                0.0
            };
        }
    }
    ahead / pairs
}

pub fn leaks(
    names: &[String],
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, i64>,
    known: ArrayView1<'_, i64>,
    limit: f64,
) -> Vec<String> {
    let scores = columns(x, y);
    let is_leak = |column: &usize| known[*column] > 0 || scores[*column].max(1.0 - scores[*column]) >= limit;
    (0..names.len()).filter(is_leak).map(|column| names[column].clone()).collect()
}

pub fn torn_groups(group: ArrayView1<'_, i64>, fold: ArrayView1<'_, i64>) -> Array1<i64> {
    let mut folds: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (&number, &fold) in group.iter().zip(fold) {
        folds.entry(number).or_default().push(fold);
    }
    folds
        .into_iter()
        .filter(|(_, folds)| folds.len() > 1)
        .map(|(number, _)| number)
        .collect()
}

pub fn cv_score(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>, fold: ArrayView1<'_, i64>) -> f64 {
    let numbers: BTreeSet<i64> = fold.iter().copied().collect();
    let score = |number: &i64| {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..y.len()).partition(|&row| fold[row] == *number);
        let scores = columns(x.select(Axis(0), &others).view(), y.select(Axis(0), &others).view());
        let best = strongest(&scores);
        let score = auc(x.select(Axis(0), &own).column(best), y.select(Axis(0), &own).view());
        if scores[best] >= 0.5 { score } else { 1.0 - score }
    };
    numbers.iter().map(score).sum::<f64>() / numbers.len() as f64
}

fn columns(x: ArrayView2<'_, f64>, y: ArrayView1<'_, i64>) -> Vec<f64> {
    x.columns().into_iter().map(|column| auc(column, y)).collect()
}

/// The column that is farthest from 1/2, the first of equals.
fn strongest(scores: &[f64]) -> usize {
    let distance = |column: usize| (scores[column] - 0.5).abs();
    (0..scores.len()).fold(
        0,
        |best, column| if distance(column) > distance(best) { column } else { best },
    )
}
