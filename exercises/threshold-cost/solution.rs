//! Logistic regression, and the threshold that the two costs ask for.

use std::error::Error;

use linfa::dataset::Dataset;
use linfa::traits::Fit;
use linfa_logistic::{FittedLogisticRegression, LogisticRegression};
use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// To a customer who would have stayed.
const OFFER: f64 = 1.0;
/// Of a customer who got no offer.
const LOSS: f64 = 5.0;
/// An offer costs OFFER·(1 − p) on average and none costs LOSS·p: from this p on, the offer is the cheaper of the two.
const THRESHOLD: f64 = OFFER / (OFFER + LOSS);

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
const CATEGORIES: [&str; 10] = [
    "multiple_lines",
    "internet_service",
    "online_security",
    "online_backup",
    "device_protection",
    "tech_support",
    "streaming_tv",
    "streaming_movies",
    "contract",
    "payment_method",
];

pub struct Model {
    encoding: Encoding,
    regression: FittedLogisticRegression<f64, i64>,
}

/// How a table becomes a matrix: learned from the training rows, and never again.
struct Encoding {
    /// Mean and standard deviation of each column of [`NUMBERS`].
    moments: Vec<(f64, f64)>,
    /// The values of each column of [`CATEGORIES`], sorted.
    levels: Vec<Vec<String>>,
}

pub fn fit(x: &Table, y: ArrayView1<'_, i64>) -> Result<Model, Box<dyn Error>> {
    let encoding = Encoding::learn(x);
    // Its probabilities can be taken at their word: among customers given p, about a share p left.
    let regression = LogisticRegression::default().fit(&Dataset::new(encoding.encode(x), y.to_owned()))?;
    Ok(Model { encoding, regression })
}

impl Predict<Table> for Model {
    type Output = i64;

    fn predict(&self, x: &Table) -> Array1<i64> {
        // What linfa calls the positive class is the larger one: here those who stay.
        let larger = self.regression.predict_probabilities(&self.encoding.encode(x));
        let leaves = if self.regression.labels().pos.class == 1 {
            larger
        } else {
            1.0 - larger
        };
        leaves.mapv(|p| i64::from(p >= THRESHOLD))
    }
}

impl Encoding {
    fn learn(x: &Table) -> Self {
        let moments = |name| {
            let values = number(x, name);
            (values.mean().unwrap_or(0.0), values.std(0.0))
        };
        let levels = |name| {
            let mut levels = x.text(name).to_vec();
            levels.sort();
            levels.dedup();
            levels
        };
        Self {
            moments: NUMBERS.into_iter().map(moments).collect(),
            levels: CATEGORIES.into_iter().map(levels).collect(),
        }
    }

    /// One row a customer: each number standardised, each category as a column of 0 and 1 a value.
    fn encode(&self, x: &Table) -> Array2<f64> {
        let mut columns = Vec::new();
        for (name, (mean, deviation)) in NUMBERS.into_iter().zip(&self.moments) {
            columns.push((number(x, name) - *mean) / *deviation);
        }
        for (name, levels) in CATEGORIES.into_iter().zip(&self.levels) {
            for level in levels {
                let is_level = |value: &String| f64::from(value == level);
                columns.push(x.text(name).iter().map(is_level).collect());
            }
        }
        let views: Vec<_> = columns.iter().map(Array1::view).collect();
        ndarray::stack(Axis(1), &views).expect("every column has one value a customer")
    }
}

/// total_charges is missing where there was no bill yet, so 0 is what it says.
fn number(x: &Table, name: &str) -> Array1<f64> {
    x.number(name).mapv(|value| if value.is_nan() { 0.0 } else { value })
}
