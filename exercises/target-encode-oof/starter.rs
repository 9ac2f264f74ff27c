//! Target encoding: README.md says what each of the three returns.

use std::collections::BTreeSet;

use ndarray::{Array1, ArrayView1};

pub fn fit(values: &[String], _y: ArrayView1<'_, f64>, _m: f64) -> (Vec<String>, Array1<f64>, f64) {
    let categories: BTreeSet<&String> = values.iter().collect();
    let encoding = Array1::zeros(categories.len());
    // TODO: the mean target of each category, pulled towards the overall mean; then the overall mean itself.
    (categories.into_iter().cloned().collect(), encoding, 0.0)
}

pub fn transform(values: &[String], _categories: &[String], _encoding: ArrayView1<'_, f64>, _prior: f64) -> Array1<f64> {
    // TODO: the encoding of each value's category. What about a category that fit did not see?
    Array1::zeros(values.len())
}

pub fn out_of_fold(values: &[String], _y: ArrayView1<'_, f64>, _fold: ArrayView1<'_, i64>, _m: f64) -> Array1<f64> {
    // TODO: fit, then transform, for each fold. Which rows may the means come from?
    Array1::zeros(values.len())
}
