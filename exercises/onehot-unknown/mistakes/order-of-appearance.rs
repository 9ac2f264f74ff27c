//! The categories come in the order in which the rows happen to show them. Shuffle the rows and the columns change
//! places, so a model and a table may no longer fit. Sort them.

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let mut categories: Vec<String> = Vec::new();
    for value in values {
        if !categories.contains(value) {
            categories.push(value.clone());
        }
    }
    categories
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    Array2::from_shape_fn((values.len(), categories.len()), |(row, column)| {
        f64::from(values[row] == categories[column])
    })
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
