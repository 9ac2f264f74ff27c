//! Ridge regression by the normal equations: the logarithm of the price on logarithms, squares and one column a zip code.

use std::collections::BTreeSet;
use std::error::Error;

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis, s};

/// Quantities where twice as much is one step, whether from 1,000 or from 2,000.
const RATIOS: [&str; 5] = ["sqft_living", "sqft_lot", "sqft_above", "sqft_living15", "sqft_lot15"];
/// Quantities whose best value may lie in the middle, or whose steps may grow.
const CURVED: [&str; 6] = ["grade", "bathrooms", "bedrooms", "yr_built", "lat", "long"];
const PLAIN: [&str; 5] = ["floors", "waterfront", "view", "condition", "sqft_basement"];
const PENALTY: f64 = 1.0;

pub struct Model {
    zipcodes: Vec<String>,
    means: Array1<f64>,
    deviations: Array1<f64>,
    slopes: Array1<f64>,
    intercept: f64,
}

pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    let zipcodes: Vec<String> = x
        .text("zipcode")
        .iter()
        .cloned()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let raw = features(x, &zipcodes);
    let means = raw.mean_axis(Axis(0)).ok_or("no houses to learn from")?;
    let deviations = raw
        .std_axis(Axis(0), 0.0)
        .mapv(|deviation| if deviation > 0.0 { deviation } else { 1.0 });
    let standard = (raw - &means) / &deviations;
    let log_price = y.mapv(f64::ln_1p);
    let intercept = log_price.mean().ok_or("no houses to learn from")?;
    let mut gram = standard.t().dot(&standard);
    gram.diag_mut().mapv_inplace(|value| value + PENALTY);
    let slopes = solve(gram, standard.t().dot(&(log_price - intercept)));
    Ok(Model {
        zipcodes,
        means,
        deviations,
        slopes,
        intercept,
    })
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        let standard = (features(x, &self.zipcodes) - &self.means) / &self.deviations;
        (standard.dot(&self.slopes) + self.intercept).mapv(f64::exp_m1)
    }
}

/// One row a house. A zip code that fit has not seen is 0 in all of its columns.
fn features(x: &Table, zipcodes: &[String]) -> Array2<f64> {
    let mut columns: Vec<Array1<f64>> = Vec::new();
    columns.extend(RATIOS.map(|name| x.number(name).mapv(f64::ln_1p)));
    columns.extend(PLAIN.map(|name| x.number(name).to_owned()));
    for name in CURVED {
        let values = x.number(name);
        // Squares of years or degrees hardly bend; from the middle of the county or the century they do.
        let middle = match name {
            "yr_built" => 1950.0,
            "lat" => 47.6,
            "long" => -122.2,
            _ => 0.0,
        };
        columns.push(values.to_owned());
        columns.push(values.mapv(|value| (value - middle).powi(2)));
    }
    columns.push(x.number("yr_renovated").mapv(|year| f64::from(year > 0.0)));
    // Prices rose over the year of the data: 2014 or 2015 and the month say how far it had gone.
    columns.push(x.text("date").iter().map(|date| months(date)).collect());
    for zipcode in zipcodes {
        columns.push(x.text("zipcode").iter().map(|text| f64::from(text == zipcode)).collect());
    }
    let views: Vec<_> = columns.iter().map(Array1::view).collect();
    ndarray::stack(Axis(1), &views).expect("every column has one value a house")
}

/// `2014-10-13` as months: 2014·12 + 10.
fn months(date: &str) -> f64 {
    let mut parts = date.split('-').map(|part| part.parse().unwrap_or(0.0));
    parts.next().unwrap_or(0.0) * 12.0 + parts.next().unwrap_or(0.0)
}

/// Solves `a`·w = `b` by elimination; a ridge makes every pivot positive, so none needs to be looked for.
fn solve(mut a: Array2<f64>, mut b: Array1<f64>) -> Array1<f64> {
    let n = b.len();
    for j in 0..n {
        let pivot = a.row(j).to_owned();
        for i in j + 1..n {
            let factor = a[[i, j]] / pivot[j];
            a.row_mut(i).scaled_add(-factor, &pivot);
            b[i] -= factor * b[j];
        }
    }
    for j in (0..n).rev() {
        let known = a.slice(s![j, j + 1..]).dot(&b.slice(s![j + 1..]));
        b[j] = (b[j] - known) / a[[j, j]];
    }
    b
}
