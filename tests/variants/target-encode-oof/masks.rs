//! Indicators as arrays: sums and counts are dot products, a fold's own rows weigh 0.

use ndarray::{Array1, ArrayView1};

fn is(values: &[String], category: &str) -> Array1<f64> {
    values.iter().map(|value| if value == category { 1.0 } else { 0.0 }).collect()
}

fn smoothed(member: &Array1<f64>, y: &Array1<f64>, m: f64, prior: f64) -> f64 {
    (member.dot(y) + m * prior) / (member.sum() + m)
}

pub fn fit(values: &[String], y: ArrayView1<'_, f64>, m: f64) -> (Vec<String>, Array1<f64>, f64) {
    let (y, prior) = (y.to_owned(), y.mean().unwrap());
    let mut categories: Vec<String> = Vec::new();
    for value in values {
        if let Err(place) = categories.binary_search(value) {
            categories.insert(place, value.clone());
        }
    }
    let encoding = categories
        .iter()
        .map(|category| smoothed(&is(values, category), &y, m, prior));
    let encoding = encoding.collect();
    (categories, encoding, prior)
}

pub fn transform(values: &[String], categories: &[String], encoding: ArrayView1<'_, f64>, prior: f64) -> Array1<f64> {
    let mut encoded = Array1::from_elem(values.len(), prior);
    for (category, &code) in categories.iter().zip(encoding) {
        let member = is(values, category);
        encoded = &member * code + (1.0 - &member) * &encoded;
    }
    encoded
}

pub fn out_of_fold(values: &[String], y: ArrayView1<'_, f64>, fold: ArrayView1<'_, i64>, m: f64) -> Array1<f64> {
    let y = y.to_owned();
    let encode = |(value, &own): (&String, &i64)| {
        let other = fold.mapv(|number| if number == own { 0.0 } else { 1.0 });
        let prior = other.dot(&y) / other.sum();
        let member = is(values, value) * other;
        if member.sum() > 0.0 {
            smoothed(&member, &y, m, prior)
        } else {
            prior
        }
    };
    values.iter().zip(&fold).map(encode).collect()
}
