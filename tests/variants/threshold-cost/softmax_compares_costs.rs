//! linfa's softmax model, whose columns stand in the order of the classes; the two expected costs are compared.

use std::collections::BTreeSet;
use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::Fit;
use linfa_logistic::{MultiFittedLogisticRegression, MultiLogisticRegression};
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
    softmax: MultiFittedLogisticRegression<f64, i64>,
}

pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let rows = Rows::learn(x);
    let softmax = MultiLogisticRegression::default().fit(&Dataset::new(rows.of(x), y.to_owned()))?;
    Ok(Model { rows, softmax })
}

impl Predict<Table> for Model {
    type Output = i64;

    fn predict(&self, x: &Table) -> Array1<i64> {
        let probabilities = self.softmax.predict_probabilities(&self.rows.of(x));
        probabilities
            .rows()
            .into_iter()
            .map(|p| i64::from(p[0] <= 5.0 * p[1]))
            .collect()
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
