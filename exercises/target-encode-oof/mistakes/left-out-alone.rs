//! Each row is encoded by all rows but itself, and the folds are ignored. Within a category the encoding then falls as
//! the row's own target rises, and a model can read the target off it backwards. Leave out the whole fold.

use std::collections::{BTreeMap, HashMap};

use ndarray::{Array1, ArrayView1, Axis};

pub fn fit(values: &[String], y: ArrayView1<'_, f64>, m: f64) -> (Vec<String>, Array1<f64>, f64) {
    let prior = y.mean().expect("there is at least one row");
    let mut groups: BTreeMap<&String, (f64, f64)> = BTreeMap::new();
    for (value, target) in values.iter().zip(y) {
        let (total, count) = groups.entry(value).or_default();
        *total += target;
        *count += 1.0;
    }
    let encoding = groups.values().map(|(total, count)| (total + m * prior) / (count + m));
    let encoding = encoding.collect();
    (groups.into_keys().cloned().collect(), encoding, prior)
}

pub fn transform(values: &[String], categories: &[String], encoding: ArrayView1<'_, f64>, prior: f64) -> Array1<f64> {
    let known: HashMap<&String, f64> = categories.iter().zip(encoding.iter().copied()).collect();
    values.iter().map(|value| *known.get(value).unwrap_or(&prior)).collect()
}

pub fn out_of_fold(values: &[String], y: ArrayView1<'_, f64>, _fold: ArrayView1<'_, i64>, m: f64) -> Array1<f64> {
    let mut encoded = Array1::zeros(y.len());
    for number in 0..y.len() {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..y.len()).partition(|&row| row == number);
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
