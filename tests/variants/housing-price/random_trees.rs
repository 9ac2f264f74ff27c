//! Extremely randomised trees: each asks the best of a few random questions at every node, and the mean of many is smooth.

use std::error::Error;

use mlings_sdk::{Predict, Table, seed};
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

const TREES: usize = 50;
/// Questions drawn at a node.
const QUESTIONS: usize = 12;
/// A node of fewer houses is not divided.
const SMALLEST: usize = 6;

/// Ordered columns. Zip codes count as numbers: two questions cut out any one of them.
const NUMBERS: [&str; 16] = [
    "bedrooms",
    "bathrooms",
    "sqft_living",
    "sqft_lot",
    "floors",
    "waterfront",
    "view",
    "condition",
    "grade",
    "sqft_basement",
    "yr_built",
    "yr_renovated",
    "lat",
    "long",
    "sqft_living15",
    "sqft_lot15",
];

pub struct Model {
    trees: Vec<Tree>,
}

enum Tree {
    /// The mean log price of a few houses.
    Leaf(f64),
    Node {
        question: Question,
        yes: Box<Tree>,
        no: Box<Tree>,
    },
}

/// Is the column above the limit?
struct Question {
    column: usize,
    limit: f64,
}

pub fn fit(x: &Table, y: ArrayView1<'_, f64>) -> Result<Model, Box<dyn Error>> {
    let features = features(x);
    let log_price = y.mapv(f64::ln_1p);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed());
    let trees = (0..TREES)
        .map(|_| grow((0..x.rows()).collect(), &features, &log_price, &mut random))
        .collect();
    Ok(Model { trees })
}

impl Predict<Table> for Model {
    type Output = f64;

    fn predict(&self, x: &Table) -> Array1<f64> {
        let log_price =
            |house: ArrayView1<'_, f64>| self.trees.iter().map(|tree| tree.answer(house)).sum::<f64>() / self.trees.len() as f64;
        features(x)
            .rows()
            .into_iter()
            .map(|house| log_price(house).exp_m1())
            .collect()
    }
}

fn grow(houses: Vec<usize>, features: &Array2<f64>, log_price: &Array1<f64>, random: &mut Xoshiro256PlusPlus) -> Tree {
    let best = (houses.len() >= SMALLEST)
        .then(|| {
            (0..QUESTIONS)
                .filter_map(|_| Question::draw(&houses, features, random))
                .map(|question| (question.gain(&houses, features, log_price), question))
                .max_by(|(a, _), (b, _)| a.total_cmp(b))
        })
        .flatten();
    let Some((_, question)) = best else {
        return Tree::Leaf(houses.iter().map(|&house| log_price[house]).sum::<f64>() / houses.len() as f64);
    };
    let (yes, no) = houses.into_iter().partition(|&house| question.holds(features.row(house)));
    Tree::Node {
        question,
        yes: Box::new(grow(yes, features, log_price, random)),
        no: Box::new(grow(no, features, log_price, random)),
    }
}

impl Question {
    /// A random column, cut anywhere between its values; none where these houses all have the same.
    fn draw(houses: &[usize], features: &Array2<f64>, random: &mut Xoshiro256PlusPlus) -> Option<Self> {
        let column = random.gen_range(0..features.ncols());
        let values = || houses.iter().map(|&house| features[[house, column]]);
        let (low, high) = (
            values().fold(f64::INFINITY, f64::min),
            values().fold(f64::NEG_INFINITY, f64::max),
        );
        // low ≤ limit < high: the largest value is above the limit and the smallest is not, so that neither side is empty.
        (low < high).then(|| Self {
            column,
            limit: random.gen_range(low..high),
        })
    }

    fn holds(&self, house: ArrayView1<'_, f64>) -> bool {
        house[self.column] > self.limit
    }

    /// How much of the squared error the means of the two sides explain: Σ sum²/count, less what is the same for all questions.
    fn gain(&self, houses: &[usize], features: &Array2<f64>, log_price: &Array1<f64>) -> f64 {
        let mut sides = [(0.0, 0.0); 2];
        for &house in houses {
            let (sum, count) = &mut sides[usize::from(self.holds(features.row(house)))];
            *sum += log_price[house];
            *count += 1.0;
        }
        sides.iter().map(|(sum, count)| sum * sum / count).sum()
    }
}

impl Tree {
    fn answer(&self, house: ArrayView1<'_, f64>) -> f64 {
        match self {
            Tree::Leaf(log_price) => *log_price,
            Tree::Node { question, yes, no } => if question.holds(house) { yes } else { no }.answer(house),
        }
    }
}

/// Shape (houses, 17).
fn features(x: &Table) -> Array2<f64> {
    let zipcodes: Array1<f64> = x.text("zipcode").iter().map(|code| code.parse().unwrap_or(0.0)).collect();
    let mut columns: Vec<_> = NUMBERS.iter().map(|name| x.number(name)).collect();
    columns.push(zipcodes.view());
    ndarray::stack(Axis(1), &columns).expect("every column has one value a house")
}
