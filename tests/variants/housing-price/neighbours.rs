//! Nearest neighbours, found by linfa's k-d tree: what similar houses nearby have sold for.

use std::error::Error;

use linfa_nn::{KdTree, NearestNeighbour, distance::L2Dist};
use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// What makes houses alike, and how much of each is one step apart: 0.03 degrees are as far as a grade.
const UNITS: [(&str, f64); 9] = [
    ("lat", 0.03),
    ("long", 0.04),
    ("grade", 1.0),
    ("sqft_living", 0.3),
    ("sqft_living15", 0.4),
    ("sqft_lot", 1.0),
    ("yr_built", 25.0),
    ("view", 1.0),
    ("waterfront", 0.3),
];
const NEIGHBOURS: usize = 12;

pub struct Model {
    /// Shape (houses, units).
    places: Array2<f64>,
    log_price: Array1<f64>,
}

pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    Ok(Model {
        places: places(x),
        log_price: y.mapv(f64::ln_1p),
    })
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        let index = KdTree::new()
            .from_batch(&self.places, L2Dist)
            .expect("a house has at least one column");
        let log_price = |place: ArrayView1<'_, f64>| {
            let nearest = index.k_nearest(place, NEIGHBOURS).expect("all places have the same columns");
            let (mut total, mut weights) = (0.0, 0.0);
            for (other, house) in nearest {
                let gap = &other - &place;
                // Half a step more, so that a house equal in every column does not speak alone.
                let weight = 1.0 / (gap.dot(&gap) + 0.5);
                total += weight * self.log_price[house];
                weights += weight;
            }
            total / weights
        };
        places(x).rows().into_iter().map(|place| log_price(place).exp_m1()).collect()
    }
}

/// Each house as a point; areas as logarithms, since what counts is how many times larger.
fn places(x: &Table) -> Array2<f64> {
    let columns = UNITS.map(|(name, unit)| {
        let values = x.number(name);
        let is_area = name.starts_with("sqft");
        values.mapv(|value| if is_area { value.ln_1p() } else { value }) / unit
    });
    let views: Vec<_> = columns.iter().map(Array1::view).collect();
    ndarray::stack(Axis(1), &views)
        .expect("every column has one value a house")
        .as_standard_layout()
        .into_owned()
}
