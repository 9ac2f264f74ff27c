//! Plain loops by index.

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let mut categories: Vec<String> = Vec::new();
    for value in values {
        if !categories.contains(value) {
            categories.push(value.clone());
        }
    }
    categories.sort();
    categories
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    let mut table = Array2::zeros((values.len(), categories.len()));
    for i in 0..values.len() {
        for j in 0..categories.len() {
            if values[i] == categories[j] {
                table[[i, j]] = 1.0;
            }
        }
    }
    table
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    let train = transform(train, &categories);
    let test = transform(test, &categories);
    (train, test)
}
