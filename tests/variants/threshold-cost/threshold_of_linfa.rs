//! linfa's own threshold: a customer is said to stay where that is likelier than 5/6.

use std::collections::BTreeSet;
use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::{Fit, Predict as _};
use linfa_logistic::{FittedLogisticRegression, LogisticRegression};
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
    regression: FittedLogisticRegression<f64, i64>,
}

pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let rows = Rows::learn(x);
    let regression = LogisticRegression::default()
        .alpha(0.5)
        .fit(&Dataset::new(rows.of(x), y.to_owned()))?;
    assert_eq!(regression.labels().pos.class, 0);
    Ok(Model {
        rows,
        regression: regression.set_threshold(5.0 / 6.0),
    })
}

impl Predict<Table> for Model {
    type Output = i64;

    fn predict(&self, x: &Table) -> Array1<i64> {
        self.regression.predict(&self.rows.of(x))
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
