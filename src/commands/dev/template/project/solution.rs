//! The reference: what an expert would write, short. Replace this line through the origin by a model worth learning from.

use std::error::Error;

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, ArrayView1};

pub struct Model {
    dollars_per_square_foot: f64,
}

pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    let area = x.number("sqft_living");
    Ok(Model { dollars_per_square_foot: area.dot(&y) / area.dot(&area) })
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        &x.number("sqft_living") * self.dollars_per_square_foot
    }
}
