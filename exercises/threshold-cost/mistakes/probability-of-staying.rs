use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::Fit;
use linfa_logistic::{FittedLogisticRegression, LogisticRegression};
use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis};

pub struct Model(FittedLogisticRegression<f64, i64>);

pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    Ok(Model(
        LogisticRegression::default().fit(&Dataset::new(features(x), y.to_owned()))?,
    ))
}

impl Predict<Table> for Model {
    type Output = i64;

    fn predict(&self, x: &Table) -> Array1<i64> {
        let stays = self.0.predict_probabilities(&features(x));
        stays.mapv(|p| i64::from(p >= 1.0 / (1.0 + 5.0)))
    }
}

fn features(x: &Table) -> Array2<f64> {
    x.number("tenure").mapv(f64::ln_1p).insert_axis(Axis(1))
}
