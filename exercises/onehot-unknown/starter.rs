//! One-hot encoding: README.md says what each of the three returns.

use ndarray::Array2;

pub fn fit(values: &[String]) -> Vec<String> {
    // TODO: the categories, each once, sorted.
    values.to_vec()
}

pub fn transform(values: &[String], categories: &[String]) -> Array2<f64> {
    // TODO: a 1 where the row's value is the column's category. What about a value that is no category?
    Array2::zeros((values.len(), categories.len()))
}

pub fn encode(train: &[String], test: &[String]) -> (Array2<f64>, Array2<f64>) {
    // TODO: fit, then transform both. Which rows may the categories come from?
    (Array2::zeros((train.len(), 1)), Array2::zeros((test.len(), 1)))
}
