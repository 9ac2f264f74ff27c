//! A column of categories as columns of 0 and 1, one for each category of the training rows.

use std::collections::BTreeSet;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    // A value that training never saw equals no category: its row is all 0.
    Array2::from_shape_fn((values.len(), categories.len()), |(row, column)| {
        f64::from(values[row] == categories[column])
    })
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    // A model knows the columns it was trained on, so the test rows get the same.
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
