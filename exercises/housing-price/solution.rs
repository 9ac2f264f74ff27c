//! Gradient boosting on the logarithm of the price, written out: linfa has no regression trees to boost.

use std::error::Error;

use mlings_sdk::{Predict, Table};
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// Trees, each correcting a little of what those before it got wrong.
const ROUNDS: usize = 300;
const LEARNING_RATE: f64 = 0.1;
const DEPTH: usize = 5;
/// A leaf speaks for at least this many houses, or it would learn single sales by heart.
const LEAF_HOUSES: usize = 20;
/// Values of a column are sorted into at most this many bins, so that trying every split of a node is one pass.
const BINS: usize = 255;

/// No numbers; what can be made of them is added in [`features`].
const TEXTS: [&str; 3] = ["id", "date", "zipcode"];

pub struct Model {
    /// The mean log price: the prediction before the first tree.
    start: f64,
    /// Upper edges of each feature's bins, from the training rows alone.
    edges: Vec<Vec<f64>>,
    trees: Vec<Tree>,
}

enum Tree {
    Leaf(f64),
    Split {
        feature: usize,
        bin: u8,
        low: Box<Tree>,
        high: Box<Tree>,
    },
}

/// The question "is `feature` in `bin` or below?", and how much of the squared error it explains.
struct Split {
    feature: usize,
    bin: u8,
    gain: f64,
}

pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    // The score compares ratios of prices, and a difference of logarithms is a ratio: squared error is right on this scale.
    let log_price = y.mapv(f64::ln_1p);
    let start = log_price.mean().ok_or("no houses to learn from")?;
    let features = features(x);
    let edges: Vec<_> = features.columns().into_iter().map(bin_edges).collect();
    let bins = to_bins(&features, &edges);
    let mut residual = log_price - start;
    let mut trees = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let tree = grow((0..x.rows()).collect(), DEPTH, &bins, &residual);
        for (house, row) in residual.iter_mut().zip(bins.columns()) {
            *house -= LEARNING_RATE * tree.value(row);
        }
        trees.push(tree);
    }
    Ok(Model { start, edges, trees })
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        let bins = to_bins(&features(x), &self.edges);
        let log_price =
            |row: ArrayView1<'_, u8>| self.start + LEARNING_RATE * self.trees.iter().map(|tree| tree.value(row)).sum::<f64>();
        bins.columns().into_iter().map(|row| log_price(row).exp_m1()).collect()
    }
}

/// One row a house: the numeric columns, the zip code (neighbours have near numbers), the day of sale and the last overhaul.
fn features(x: &Table) -> Array2<f64> {
    let numbers = x.columns().iter().filter(|name| !TEXTS.contains(&name.as_str()));
    let mut columns: Vec<Array1<f64>> = numbers.map(|name| x.number(name).to_owned()).collect();
    columns.push(
        x.text("zipcode")
            .iter()
            .map(|code| code.parse().unwrap_or(f64::NAN))
            .collect(),
    );
    columns.push(x.text("date").iter().map(|date| day(date)).collect());
    columns.push(
        x.number("yr_built")
            .iter()
            .zip(x.number("yr_renovated"))
            .map(|(built, renovated)| built.max(*renovated))
            .collect(),
    );
    let views: Vec<_> = columns.iter().map(Array1::view).collect();
    ndarray::stack(Axis(1), &views).expect("every column has one value a house")
}

/// `2014-10-13` as a number that grows with time; trees ask only which of two days is later.
fn day(date: &str) -> f64 {
    date.split('-')
        .filter_map(|part| part.parse::<f64>().ok())
        .fold(0.0, |sum, part| sum * 32.0 + part)
}

/// The values at even quantiles; repeated ones once, so a column of few values gets a bin for each.
fn bin_edges(column: ArrayView1<'_, f64>) -> Vec<f64> {
    let mut values = column.to_vec();
    values.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = (0..BINS).map(|quantile| values[quantile * values.len() / BINS]).collect();
    edges.dedup();
    edges
}

/// The bin of every value; shape (features, houses), so that a feature's bins lie side by side in memory.
fn to_bins(features: &Array2<f64>, edges: &[Vec<f64>]) -> Array2<u8> {
    Array2::from_shape_fn((features.ncols(), features.nrows()), |(feature, house)| {
        edges[feature].partition_point(|&edge| edge < features[[house, feature]]) as u8
    })
}

fn grow(houses: Vec<usize>, depth: usize, bins: &Array2<u8>, residual: &Array1<f64>) -> Tree {
    let mean = houses.iter().map(|&house| residual[house]).sum::<f64>() / houses.len() as f64;
    let Some(split) = (depth > 0).then(|| best_split(&houses, bins, residual)).flatten() else {
        return Tree::Leaf(mean);
    };
    let (low, high) = houses
        .into_iter()
        .partition(|&house| bins[[split.feature, house]] <= split.bin);
    Tree::Split {
        feature: split.feature,
        bin: split.bin,
        low: Box::new(grow(low, depth - 1, bins, residual)),
        high: Box::new(grow(high, depth - 1, bins, residual)),
    }
}

/// The split whose two means explain most: gain = sum²/count of both sides, less that of the whole.
fn best_split(houses: &[usize], bins: &Array2<u8>, residual: &Array1<f64>) -> Option<Split> {
    let total: f64 = houses.iter().map(|&house| residual[house]).sum();
    let mut best: Option<Split> = None;
    for (feature, column) in bins.rows().into_iter().enumerate() {
        let mut histogram = [(0.0, 0_usize); BINS + 1];
        for &house in houses {
            let (sum, count) = &mut histogram[usize::from(column[house])];
            *sum += residual[house];
            *count += 1;
        }
        let (mut sum, mut count) = (0.0, 0);
        for (bin, (bin_sum, bin_count)) in histogram.into_iter().enumerate() {
            (sum, count) = (sum + bin_sum, count + bin_count);
            let rest = houses.len() - count;
            if bin_count == 0 || count < LEAF_HOUSES || rest < LEAF_HOUSES {
                continue;
            }
            let gain = sum * sum / count as f64 + (total - sum).powi(2) / rest as f64 - total * total / houses.len() as f64;
            if best.as_ref().is_none_or(|best| gain > best.gain) {
                best = Some(Split {
                    feature,
                    bin: bin as u8,
                    gain,
                });
            }
        }
    }
    best
}

impl Tree {
    fn value(&self, row: ArrayView1<'_, u8>) -> f64 {
        match self {
            Tree::Leaf(value) => *value,
            Tree::Split { feature, bin, low, high } => {
                if row[*feature] <= *bin {
                    low.value(row)
                } else {
                    high.value(row)
                }
            }
        }
    }
}
