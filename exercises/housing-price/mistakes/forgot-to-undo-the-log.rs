use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::Fit;
use linfa_linear::{FittedLinearRegression, LinearRegression};
use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis};

const COLUMNS: [&str; 16] = [
    "bedrooms",
    "bathrooms",
    "sqft_living",
    "sqft_lot",
    "floors",
    "waterfront",
    "view",
    "condition",
    "grade",
    "sqft_above",
    "yr_built",
    "yr_renovated",
    "lat",
    "long",
    "sqft_living15",
    "sqft_lot15",
];

pub struct Model(FittedLinearRegression<f64>);

pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    Ok(Model(
        LinearRegression::default().fit(&Dataset::new(features(x), y.mapv(f64::ln_1p)))?,
    ))
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        features(x).dot(self.0.params()) + self.0.intercept()
    }
}

fn features(x: &Table) -> Array2<f64> {
    let columns: Vec<_> = COLUMNS.iter().map(|name| x.number(name)).collect();
    ndarray::stack(Axis(1), &columns).expect("every column has one value a house")
}
