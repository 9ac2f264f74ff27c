//! Each value becomes the number of its category, in one column. A linear model or a distance then takes category 2 for
//! twice category 1, an order that nobody meant. Give each category a column of its own.

use std::collections::BTreeSet;

use ndarray::{Array1, Array2, Axis};

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    let code = |value: &String| categories.iter().position(|category| category == value);
    let codes = values.iter().map(|value| code(value).map_or(-1.0, |code| code as f64));
    Array1::from_iter(codes).insert_axis(Axis(1))
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
