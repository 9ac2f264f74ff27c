//! Columns looked up in a map; the categories sorted, then thinned.

use std::collections::HashMap;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let mut categories = values.to_vec();
    categories.sort_unstable();
    categories.dedup();
    categories
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    let columns: HashMap<&str, usize> = categories.iter().map(String::as_str).zip(0..).collect();
    let mut table = Array2::zeros((values.len(), categories.len()));
    for (mut row, value) in table.rows_mut().into_iter().zip(values) {
        if let Some(&column) = columns.get(value.as_str()) {
            row[column] = 1.0;
        }
    }
    table
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
