use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::Fit;
use linfa_logistic::{FittedLogisticRegression, LogisticRegression};
use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis};

const VALUES: [(&str, &str); 7] = [
    ("contract", "Month-to-month"),
    ("contract", "Two year"),
    ("internet_service", "Fiber optic"),
    ("internet_service", "No"),
    ("payment_method", "Electronic check"),
    ("tech_support", "No"),
    ("online_security", "No"),
];

pub struct Model(FittedLogisticRegression<f64, i64>);

pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    Ok(Model(
        LogisticRegression::default().fit(&Dataset::new(features(x), y.to_owned()))?,
    ))
}

impl Predict<Table> for Model {
    type Output = i64;

    fn predict(&self, x: &Table) -> Array1<i64> {
        let leaves = 1.0 - self.0.predict_probabilities(&features(x));
        leaves.mapv(|p| i64::from(p >= 0.5))
    }
}

fn features(x: &Table) -> Array2<f64> {
    let mut columns = vec![x.number("tenure").mapv(f64::ln_1p), &x.number("monthly_charges") / 100.0];
    for (column, value) in VALUES {
        let is_value = |text: &String| f64::from(text == value);
        columns.push(x.text(column).iter().map(is_value).collect());
    }
    let views: Vec<_> = columns.iter().map(Array1::view).collect();
    ndarray::stack(Axis(1), &views).expect("every column has one value a customer")
}
