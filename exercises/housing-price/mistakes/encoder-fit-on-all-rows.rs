use std::collections::HashMap;
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
        (features(x).dot(self.0.params()) + self.0.intercept()).mapv(f64::exp_m1)
    }
}

fn features(x: &Table) -> Array2<f64> {
    let zipcodes = x.text("zipcode");
    let mut sales: HashMap<&String, f64> = HashMap::new();
    zipcodes.iter().for_each(|zipcode| *sales.entry(zipcode).or_default() += 1.0);
    let mut columns: Vec<Array1<f64>> = COLUMNS.iter().map(|name| x.number(name).to_owned()).collect();
    columns.push(zipcodes.iter().map(|zipcode| sales[zipcode]).collect());
    let standard: Vec<_> = columns
        .iter()
        .map(|column| (column - column.mean().unwrap_or(0.0)) / column.std(0.0))
        .collect();
    ndarray::stack(Axis(1), &standard.iter().map(Array1::view).collect::<Vec<_>>()).expect("every column has one value a house")
}
