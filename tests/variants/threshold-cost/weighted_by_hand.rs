//! Logistic regression by hand, every row weighed by what its error costs: then one half is the right place to cut.

use std::collections::BTreeSet;
use std::error::Error;

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1};

const NUMBERS: [&str; 9] = [
    "female",
    "senior_citizen",
    "partner",
    "dependents",
    "tenure",
    "phone_service",
    "paperless_billing",
    "monthly_charges",
    "total_charges",
];

pub struct Model {
    rows: Rows,
    weights: Array1<f64>,
    bias: f64,
}

pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let rows = Rows::learn(x);
    let features = rows.of(x);
    let truth = y.mapv(|class| class as f64);
    let cost = truth.mapv(|class| 1.0 + 4.0 * class);
    let (mut weights, mut bias) = (Array1::zeros(features.ncols()), 0.0);
    let mut speed: Array1<f64> = Array1::zeros(features.ncols());
    for _ in 0..1500 {
        let p = (features.dot(&weights) + bias).mapv(|score: f64| 1.0 / (1.0 + (-score).exp()));
        let gap = (p - &truth) * &cost / cost.sum();
        speed = speed * 0.9 - features.t().dot(&gap) * 0.5;
        weights += &speed;
        bias -= gap.sum();
    }
    Ok(Model { rows, weights, bias })
}

impl Predict<Table> for Model {
    type Output = i64;

    fn predict(&self, x: &Table) -> Array1<i64> {
        (self.rows.of(x).dot(&self.weights) + self.bias).mapv(|score| i64::from(score >= 0.0))
    }
}

/// Every column as numbers: missing ones 0, each text as 0 and 1 for every value of the training rows.
struct Rows(Vec<(String, Vec<String>)>);

impl Rows {
    fn learn(x: &Table) -> Self {
        let texts = x.columns().iter().filter(|name| !NUMBERS.contains(&name.as_str()));
        Self(
            texts
                .map(|name| {
                    (
                        name.clone(),
                        x.text(name).iter().cloned().collect::<BTreeSet<_>>().into_iter().collect(),
                    )
                })
                .collect(),
        )
    }

    fn of(&self, x: &Table) -> Array2<f64> {
        let mut columns: Vec<Vec<f64>> = NUMBERS
            .iter()
            .map(|name| {
                x.number(name)
                    .iter()
                    .map(|value| if value.is_nan() { 0.0 } else { value / scale(name) })
                    .collect()
            })
            .collect();
        for (name, values) in &self.0 {
            for value in values {
                columns.push(x.text(name).iter().map(|text| f64::from(text == value)).collect());
            }
        }
        Array2::from_shape_fn((x.rows(), columns.len()), |(row, column)| columns[column][row])
    }
}

/// Roughly the largest value, so that all columns are of one size.
fn scale(name: &str) -> f64 {
    match name {
        "tenure" => 72.0,
        "monthly_charges" => 120.0,
        "total_charges" => 8000.0,
        _ => 1.0,
    }
}
