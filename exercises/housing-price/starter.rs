//! House prices: so far, dollars per square foot times the living area.

use std::error::Error;

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, ArrayView1};

/// Whatever `predict` needs to remember.
pub struct Model {
    dollars_per_square_foot: f64,
}

/// `x` has one row a sale; `y` holds the prices in dollars, in the same order.
pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    let mut rates = (&y / &x.number("sqft_living")).to_vec();
    rates.sort_by(f64::total_cmp);
    let dollars_per_square_foot = rates.get(rates.len() / 2).copied().ok_or("no houses to learn from")?;
    Ok(Model { dollars_per_square_foot })
}

impl Predict<Table> for Model {
    type Output = f64;

    /// One price in dollars for each row of `x`, in the order of `x`.
    fn predict(&self, x: &Table) -> Array1<f64> {
        self.dollars_per_square_foot * &x.number("sqft_living")
    }
}
