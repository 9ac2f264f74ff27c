//! A column is added for values that training never saw. It is 0 in every training row, so no model can learn what it
//! means. Return one column for each category and no more; a row of zeros says "unseen".

use std::collections::BTreeSet;

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    let categories: BTreeSet<&String> = values.iter().collect();
    categories.into_iter().cloned().collect()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    let unseen = categories.len();
    let mut table = Array2::zeros((values.len(), unseen + 1));
    for (row, value) in values.iter().enumerate() {
        let column = categories.iter().position(|category| category == value).unwrap_or(unseen);
        table[[row, column]] = 1.0;
    }
    table
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    let categories = fit(train);
    (transform(train, &categories), transform(test, &categories))
}
