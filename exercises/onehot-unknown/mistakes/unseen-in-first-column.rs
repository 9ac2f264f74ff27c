//! A value that training never saw is put into the first column, as if it were that category. The model then answers
//! with full confidence for something it does not know. Leave its row all 0.

use std::collections::BTreeSet;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    let mut table = Array2::zeros((values.len(), categories.len()));
    for (row, value) in values.iter().enumerate() {
        let column = categories.iter().position(|category| category == value).unwrap_or(0);
        table[[row, column]] = 1.0;
    }
    table
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
