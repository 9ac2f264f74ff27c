//! Threshold under costs: so far, an offer goes to everyone who has been a customer for only a few months.

use std::error::Error;

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, ArrayView1};

/// Whatever `predict` needs to remember.
pub struct Model {
    months: f64,
}

/// `x` has one row a customer; `y` is 1 for those who left and 0 for those who stayed, in the same order.
pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    // TODO: fit a model that gives each customer a probability of leaving.
    let left = x.number("tenure").into_iter().zip(y).filter(|(_, left)| **left == 1);
    let mut months: Vec<f64> = left.map(|(months, _)| *months).collect();
    months.sort_by(f64::total_cmp);
    let months = months.get(months.len() * 3 / 4).copied().ok_or("nobody left to learn from")?;
    Ok(Model { months })
}

impl Predict<Table> for Model {
    type Output = i64;

    /// 1 (offer) or 0 (none) for each customer of `x`, in the order of `x`.
    fn predict(&self, x: &Table) -> Array1<i64> {
        // TODO: give an offer where that costs less, on average, than giving none.
        x.number("tenure").mapv(|months| i64::from(months <= self.months))
    }
}
