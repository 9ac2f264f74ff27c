//! Plain loops by index; each row is encoded by itself.

use ndarray::{Array1, ArrayView1};

pub fn fit(values: &[String], y: ArrayView1<f64>, m: f64) -> (Vec<String>, Array1<f64>, f64) {
    let mut prior = 0.0;
    for i in 0..y.len() {
        prior += y[i] / y.len() as f64;
    }
    let mut categories = values.to_vec();
    categories.sort();
    categories.dedup();
    let mut encoding = Array1::zeros(categories.len());
    for j in 0..categories.len() {
        let mut total = m * prior;
        let mut count = m;
        for i in 0..values.len() {
            if values[i] == categories[j] {
                total += y[i];
                count += 1.0;
            }
        }
        encoding[j] = total / count;
    }
    (categories, encoding, prior)
}

pub fn transform(values: &[String], categories: &[String], encoding: ArrayView1<f64>, prior: f64) -> Array1<f64> {
    let mut encoded = Array1::from_elem(values.len(), prior);
    for i in 0..values.len() {
        for j in 0..categories.len() {
            if values[i] == categories[j] {
                encoded[i] = encoding[j];
            }
        }
    }
    encoded
}

pub fn out_of_fold(values: &[String], y: ArrayView1<f64>, fold: ArrayView1<i64>, m: f64) -> Array1<f64> {
    let mut encoded = Array1::zeros(values.len());
    for i in 0..values.len() {
        let mut other_values = Vec::new();
        let mut other_y = Vec::new();
        for k in 0..values.len() {
            if fold[k] != fold[i] {
                other_values.push(values[k].clone());
                other_y.push(y[k]);
            }
        }
        let (categories, encoding, prior) = fit(&other_values, ArrayView1::from(&other_y), m);
        encoded[i] = transform(&values[i..=i], &categories, encoding.view(), prior)[0];
    }
    encoded
}
