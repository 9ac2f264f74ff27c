//! Rows selected from an identity matrix that has a row of zeros below; both blocks at once.

use std::collections::BTreeMap;

use ndarray::{Array1, Array2, Axis};

pub fn fit(values: &[String]) -> Vec<String> {
    let seen: BTreeMap<String, ()> = values.iter().map(|value| (value.to_owned(), ())).collect();
    seen.into_keys().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    let k = categories.len();
    let mut rows = Array2::eye(k);
    rows.push_row(Array1::zeros(k).view()).unwrap();
    let place = |value| categories.iter().position(|category| category == value).unwrap_or(k);
    let places: Vec<usize> = values.iter().map(place).collect();
    rows.select(Axis(0), &places)
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let both = transform(&[train, test].concat(), &fit(train));
    let (train, test) = both.view().split_at(Axis(0), train.len());
    (train.to_owned(), test.to_owned())
}
