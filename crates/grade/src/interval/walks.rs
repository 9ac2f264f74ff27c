//! Bootstrap of metrics that need sorted rows: rows are sorted once, replicates draw how often each counts, or what it weighs,
//! then walk.

use ndarray::{Array1, ArrayView1};
use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::draw::{BLOCK, Blocks, draw, generator, replicate};
use super::replicates::{Replicates, Sampling};
use super::units::Units;
use super::weights::Weights;
use crate::metrics::{Metric, MetricError, OfErrors, Prediction, Walk, sort_key};

/// A walk's steps hold the unit in the low bits and two marks above.
const POSITIVE: u32 = 1 << 31;
const ENDS_TIE: u32 = 1 << 30;
const UNIT: u32 = ENDS_TIE - 1;

/// How often each unit was drawn. A count is about Poisson(1): more than 255 never happens (p < 10⁻⁵⁰⁰), and a byte a unit
/// keeps a million of them in the second cache. Weights fit as well.
type Counts = Blocks<u8>;

/// Rows in the order one metric value needs them.
struct Order {
    steps: Vec<u32>,
    /// The sorted values, for metrics that read them.
    values: Vec<f64>,
}

/// What is sorted: a key per row, and which rows are positive.
struct Sortable {
    keys: Vec<u64>,
    positive: Vec<bool>,
    values: Vec<f64>,
}

/// Rows that a walk meets besides those of its order: at one step more positives, at another more negatives.
#[derive(Clone, Copy, Default)]
struct Extra {
    positives: (usize, u64),
    negatives: (usize, u64),
}

/// The value of a walk on the counts, or weights, of a replicate.
type Walked = fn(&Order, &Counts, Extra) -> f64;

fn walked(walk: Walk) -> Walked {
    match walk {
        Walk::RocAuc => Order::roc_auc,
        Walk::AveragePrecision => Order::average_precision,
    }
}

/// A metric of scores on resampled rows; of distributions, its mean over the columns.
pub fn of_scores(
    metric: Metric,
    walk: Walk,
    truth: &Array1<i64>,
    predictions: &[&Prediction],
    sampling: Sampling,
) -> Result<Replicates, MetricError> {
    let columns = predictions.iter().map(|prediction| ranked(metric, walk, truth, prediction));
    let columns: Vec<Vec<Sortable>> = columns.collect::<Result<_, MetricError>>()?;
    let value = walked(walk);
    let again = |order: &Order, counts: &Counts, _: &mut Xoshiro256PlusPlus| value(order, counts, Extra::default());
    Ok(bootstrap(&columns, |row| truth[row], Drawn::Again, again, sampling))
}

/// A metric of scores on rows weighted at random, and with one positive row more at a random place in the order: ten positive
/// rows, all at its top, do not prove that there are none at the bottom. For AUC, to which both classes mean the same, each is
/// given half a row.
pub fn of_weighted_scores(
    metric: Metric,
    walk: Walk,
    truth: &Array1<i64>,
    prediction: &Prediction,
    sampling: Sampling,
) -> Result<Replicates, MetricError> {
    let columns = [ranked(metric, walk, truth, prediction)?];
    let value = walked(walk);
    let weighted = |order: &Order, weights: &Counts, generator: &mut Xoshiro256PlusPlus| {
        let mut more = |rows: f64| (generator.gen_range(0..order.steps.len()), Weights::of_rows(rows, generator));
        let extra = match walk {
            Walk::RocAuc => Extra {
                positives: more(0.5),
                negatives: more(0.5),
            },
            Walk::AveragePrecision => Extra {
                positives: more(1.0),
                negatives: (0, 0),
            },
        };
        value(order, weights, extra)
    };
    Ok(bootstrap(&columns, |row| truth[row], Drawn::Weighted, weighted, sampling))
}

fn ranked(metric: Metric, walk: Walk, truth: &Array1<i64>, prediction: &Prediction) -> Result<Vec<Sortable>, MetricError> {
    let key = |score| match walk {
        Walk::RocAuc => sort_key(score),
        Walk::AveragePrecision => !sort_key(score),
    };
    let sortable = |class: i64, scores: ArrayView1<f64>| Sortable {
        keys: scores.iter().copied().map(key).collect(),
        positive: truth.iter().map(|&label| label == class).collect(),
        values: Vec::new(),
    };
    Ok(match prediction {
        Prediction::Distributions(columns) => {
            let numbered = columns.columns().into_iter().zip(0..);
            numbered.map(|(column, class)| sortable(class, column)).collect()
        }
        scores => vec![sortable(1, scores.values(metric)?.view())],
    })
}

/// A metric of sorted errors on resampled rows.
pub fn of_errors(value: OfErrors, errors: &[Vec<f64>], sampling: Sampling) -> Replicates {
    let sortable = |errors: &Vec<f64>| {
        vec![Sortable {
            keys: errors.iter().map(|&error| sort_key(error)).collect(),
            positive: vec![false; errors.len()],
            values: errors.clone(),
        }]
    };
    let columns: Vec<Vec<Sortable>> = errors.iter().map(sortable).collect();
    let value = |order: &Order, counts: &Counts, _: &mut Xoshiro256PlusPlus| value(&order.values, &order.drawn(counts));
    bootstrap(&columns, |_| 0, Drawn::Again, value, sampling)
}

/// What a replicate draws of each unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// How often it is drawn again.
    Again,
    /// What it weighs.
    Weighted,
}

fn bootstrap(
    columns: &[Vec<Sortable>],
    class: impl Fn(usize) -> i64,
    drawn: Drawn,
    value: impl Fn(&Order, &Counts, &mut Xoshiro256PlusPlus) -> f64 + Sync,
    Sampling { groups, plan }: Sampling,
) -> Replicates {
    let Some(first) = columns.first().and_then(|columns| columns.first()) else {
        return Replicates::none();
    };
    let units = units(class, &first.keys, groups);
    let orders: Vec<Vec<Order>> = columns
        .iter()
        .map(|columns| columns.iter().map(|column| Order::new(column, &units)).collect())
        .collect();
    let weights = Weights::new();
    let draws = 2 * plan.replicates * first.keys.len() * orders.len();
    let values = replicate(
        plan.replicates,
        draws,
        || Blocks::new(units.count(), 0),
        |counts: &mut Counts, number| {
            let mut generator = generator(plan.seed, number);
            match drawn {
                Drawn::Again => {
                    counts.fill(&0);
                    draw(&mut generator, 0..units.count(), |start, draws| {
                        let block = counts.block_mut(start);
                        draws.each(|_, offset| block[offset % BLOCK] = block[offset % BLOCK].wrapping_add(1));
                    });
                }
                Drawn::Weighted => weights.draw(&mut generator, units.count(), counts),
            }
            let mut mean = |orders: &Vec<Order>| {
                let values = orders.iter().map(|order| value(order, counts, &mut generator));
                values.sum::<f64>() / orders.len() as f64
            };
            orders.iter().map(&mut mean).collect()
        },
    );
    Replicates::new(values)
}

/// Units by class and, within, by the first prediction's order, so that its walk reads counts nearly in sequence.
fn units(class: impl Fn(usize) -> i64, keys: &[u64], groups: Option<&[u32]>) -> Units {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_unstable_by_key(|&row| (class(row as usize), keys[row as usize]));
    Units::new(&order, groups)
}

impl Order {
    fn new(column: &Sortable, units: &Units) -> Self {
        let mut order: Vec<u32> = (0..column.keys.len() as u32).collect();
        order.sort_unstable_by_key(|&row| (column.keys[row as usize], units.of_row[row as usize]));
        let key = |position: usize| order.get(position).map(|&row| column.keys[row as usize]);
        let steps = order.iter().enumerate().map(|(position, &row)| {
            let row = row as usize;
            let positive = if column.positive[row] { POSITIVE } else { 0 };
            let ends_tie = if key(position) == key(position + 1) { 0 } else { ENDS_TIE };
            units.of_row[row] | positive | ends_tie
        });
        let values = column.values.iter();
        let values = if values.len() == 0 {
            Vec::new()
        } else {
            order.iter().map(|&row| column.values[row as usize]).collect()
        };
        Self {
            steps: steps.collect(),
            values,
        }
    }

    /// Calls `end` with the positives and negatives of each group of equal keys.
    fn ties(&self, counts: &Counts, extra: Extra, mut end: impl FnMut(u64, u64)) {
        let (mut positives, mut negatives) = (0, 0);
        let mut walk = |steps: &[u32], (more_positives, more_negatives): (u64, u64)| {
            positives += more_positives;
            negatives += more_negatives;
            for step in steps {
                let count = u64::from(counts[(step & UNIT) as usize]);
                // Without a branch: classes alternate too irregularly to be predicted.
                let of_positive = count * u64::from(step >> 31);
                positives += of_positive;
                negatives += count - of_positive;
                if step & ENDS_TIE != 0 {
                    end(positives, negatives);
                    (positives, negatives) = (0, 0);
                }
            }
        };
        let [first, second] = match (extra.positives, extra.negatives) {
            ((at, more), later) if at <= later.0 => [(at, (more, 0)), (later.0, (0, later.1))],
            (later, (at, more)) => [(at, (0, more)), (later.0, (later.1, 0))],
        };
        walk(&self.steps[..first.0], (0, 0));
        walk(&self.steps[first.0..second.0], first.1);
        walk(&self.steps[second.0..], second.1);
    }

    fn roc_auc(&self, counts: &Counts, extra: Extra) -> f64 {
        let (mut found, mut below, mut twice_won) = (0, 0, 0);
        self.ties(counts, extra, |positives, negatives| {
            twice_won += positives * (2 * below + negatives);
            below += negatives;
            found += positives;
        });
        twice_won as f64 / 2.0 / (found as f64 * below as f64)
    }

    /// Keys are reversed here: the highest score comes first.
    fn average_precision(&self, counts: &Counts, extra: Extra) -> f64 {
        let (mut found, mut taken, mut area) = (0, 0, 0.0);
        self.ties(counts, extra, |positives, negatives| {
            found += positives;
            taken += positives + negatives;
            if positives > 0 {
                area += positives as f64 * found as f64 / taken as f64;
            }
        });
        area / found as f64
    }

    /// How often each row was drawn, in this order.
    fn drawn(&self, counts: &Counts) -> Vec<u8> {
        self.steps.iter().map(|step| counts[(step & UNIT) as usize]).collect()
    }
}
