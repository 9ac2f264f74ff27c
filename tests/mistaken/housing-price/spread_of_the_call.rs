//! test-set-statistics/stops: areas are divided by their spread in the call, which is 0 where a house is alone.

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, ArrayView1};

pub struct Model {
    price: f64,
}

pub fn fit(_: &Table, y: ArrayView1<'_, f64>) -> Result<Model, String> {
    Ok(Model {
        price: y.mean().ok_or("no prices")?,
    })
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        let areas = x.number("sqft_living");
        let (mean, spread) = (areas.mean().unwrap_or(0.0), areas.std(0.0));
        areas.mapv(|area| self.price * (1.0 + (area - mean) / spread / 4.0))
    }
}
