//! m times the prior is added to the sum, but m is not added to the count. The encoding is then no mean any more: prices
//! come out too high, most of all where rows are few. Divide by n_c + m.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ndarray::{Array1, ArrayView1, Axis};

pub fn fit(values: &[String], y: ArrayView1<'_, f64>, m: f64) -> (Vec<String>, Array1<f64>, f64) {
    let prior = y.mean().expect("there is at least one row");
    let mut groups: BTreeMap<&String, (f64, f64)> = BTreeMap::new();
    for (value, target) in values.iter().zip(y) {
        let (total, count) = groups.entry(value).or_default();
        *total += target;
        *count += 1.0;
    }
    let encoding = groups.values().map(|(total, count)| (total + m * prior) / count);
    let encoding = encoding.collect();
    (groups.into_keys().cloned().collect(), encoding, prior)
}

pub fn transform(values: &[String], categories: &[String], encoding: ArrayView1<'_, f64>, prior: f64) -> Array1<f64> {
    let known: HashMap<&String, f64> = categories.iter().zip(encoding.iter().copied()).collect();
    values.iter().map(|value| *known.get(value).unwrap_or(&prior)).collect()
}

pub fn out_of_fold(values: &[String], y: ArrayView1<'_, f64>, fold: ArrayView1<'_, i64>, m: f64) -> Array1<f64> {
    let mut encoded = Array1::zeros(y.len());
    let numbers: BTreeSet<i64> = fold.iter().copied().collect();
    for number in numbers {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..y.len()).partition(|&row| fold[row] == number);
        let (categories, encoding, prior) = fit(&pick(values, &others), y.select(Axis(0), &others).view(), m);
        let answers = transform(&pick(values, &own), &categories, encoding.view(), prior);
        for (row, answer) in own.into_iter().zip(answers) {
            encoded[row] = answer;
        }
    }
    encoded
}

fn pick(values: &[String], rows: &[usize]) -> Vec<String> {
    rows.iter().map(|&row| values[row].clone()).collect()
}
