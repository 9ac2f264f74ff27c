//! Bootstrap of metrics that need sorted rows: rows are sorted once, replicates draw how often each counts, then walk.

use ndarray::Array1;

use super::draw::{BLOCK, Blocks, draw, generator, replicate};
use super::units::Units;
use super::{Bootstrap, Replicates};
use crate::Target;
use crate::metrics::{Metric, MetricError, Prediction, evaluate, sort_key};

/// A walk's steps hold the unit in the low bits and two marks above.
const POSITIVE: u32 = 1 << 31;
const ENDS_TIE: u32 = 1 << 30;
const UNIT: u32 = ENDS_TIE - 1;

/// How often each unit was drawn. A count is about Poisson(1): more than 255 never happens (p < 10⁻⁵⁰⁰), and a byte a unit
/// keeps a million of them in the second cache.
type Counts = Blocks<u8>;

/// Rows in the order one metric value needs them.
struct Walk {
    steps: Vec<u32>,
    /// The sorted values, for metrics that read them.
    values: Vec<f64>,
}

pub fn bootstrap(
    metric: Metric,
    truth: &Target,
    predictions: &[&Prediction],
    groups: Option<&[u32]>,
    plan: Bootstrap,
) -> Result<Replicates, MetricError> {
    for prediction in predictions {
        evaluate(metric, truth, prediction)?;
    }
    let columns: Vec<Vec<Column>> = predictions
        .iter()
        .map(|prediction| columns(metric, truth, prediction))
        .collect();
    let units = units(truth, &columns[0][0].keys, groups);
    let walks: Vec<Vec<Walk>> = columns
        .iter()
        .map(|columns| columns.iter().map(|column| Walk::new(column, &units)).collect())
        .collect();
    let value = match metric {
        Metric::AveragePrecisionScore => Walk::average_precision,
        Metric::MedianAbsoluteError => Walk::median,
        _ => Walk::roc_auc,
    };
    let draws = 2 * plan.replicates * truth.rows() * walks.len();
    let values = replicate(
        plan.replicates,
        draws,
        || Blocks::new(units.count(), 0),
        |counts: &mut Counts, number| {
            counts.fill(&0);
            let mut generator = generator(plan.seed, number);
            for stratum in &units.strata {
                draw(&mut generator, stratum.clone(), |start, draws| {
                    let block = counts.block_mut(start);
                    draws.each(|_, offset| block[offset % BLOCK] = block[offset % BLOCK].wrapping_add(1));
                });
            }
            walks
                .iter()
                .map(|walks| walks.iter().map(|walk| value(walk, counts)).sum::<f64>() / walks.len() as f64)
                .collect()
        },
    );
    Ok(Replicates::new(values))
}

/// What one walk sorts: a key per row, and which rows are positive.
struct Column {
    keys: Vec<u64>,
    positive: Vec<bool>,
    values: Vec<f64>,
}

/// A column per class of a distribution, or the only one.
fn columns(metric: Metric, truth: &Target, prediction: &Prediction) -> Vec<Column> {
    let ranked = |truth: &Array1<i64>, class: i64, scores: &mut dyn Iterator<Item = f64>| Column {
        keys: if metric == Metric::AveragePrecisionScore {
            scores.map(|score| !sort_key(score)).collect()
        } else {
            scores.map(sort_key).collect()
        },
        positive: truth.iter().map(|&label| label == class).collect(),
        values: Vec::new(),
    };
    match (truth, prediction) {
        (Target::Class(truth), Prediction::Values(scores)) => vec![ranked(truth, 1, &mut scores.iter().copied())],
        (Target::Class(truth), Prediction::Distributions(columns)) => columns
            .columns()
            .into_iter()
            .zip(0..)
            .map(|(column, class)| ranked(truth, class, &mut column.iter().copied()))
            .collect(),
        (Target::Real(truth), Prediction::Values(values)) => {
            let values: Vec<f64> = truth.iter().zip(values).map(|(truth, value)| (truth - value).abs()).collect();
            vec![Column {
                keys: values.iter().map(|&value| sort_key(value)).collect(),
                positive: vec![false; truth.len()],
                values,
            }]
        }
        _ => Vec::new(),
    }
}

/// Units by class and, within, by the first prediction's order, so that its walk reads counts nearly in sequence.
fn units(truth: &Target, keys: &[u64], groups: Option<&[u32]>) -> Units {
    let class = |row: usize| match truth {
        Target::Class(classes) => classes[row],
        Target::Real(_) => 0,
    };
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_unstable_by_key(|&row| (class(row as usize), keys[row as usize]));
    Units::new(&order, groups, class)
}

impl Walk {
    fn new(column: &Column, units: &Units) -> Self {
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
    fn ties(&self, counts: &Counts, mut end: impl FnMut(u64, u64)) {
        let (mut positives, mut negatives) = (0, 0);
        for step in &self.steps {
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
    }

    fn roc_auc(&self, counts: &Counts) -> f64 {
        let (mut found, mut below, mut twice_won) = (0, 0, 0);
        self.ties(counts, |positives, negatives| {
            twice_won += positives * (2 * below + negatives);
            below += negatives;
            found += positives;
        });
        twice_won as f64 / 2.0 / (found as f64 * below as f64)
    }

    /// Keys are reversed here: the highest score comes first.
    fn average_precision(&self, counts: &Counts) -> f64 {
        let (mut found, mut taken, mut area) = (0, 0, 0.0);
        self.ties(counts, |positives, negatives| {
            found += positives;
            taken += positives + negatives;
            if positives > 0 {
                area += positives as f64 * found as f64 / taken as f64;
            }
        });
        area / found as f64
    }

    fn median(&self, counts: &Counts) -> f64 {
        let count = |step: &u32| usize::from(counts[(step & UNIT) as usize]);
        let rows: usize = self.steps.iter().map(count).sum();
        let (lower, upper) = (rows.saturating_sub(1) / 2, rows / 2);
        let (mut passed, mut middle) = (0, f64::NAN);
        for (step, &value) in self.steps.iter().zip(&self.values) {
            let next = passed + count(step);
            if (passed..next).contains(&lower) {
                middle = value;
            }
            if (passed..next).contains(&upper) {
                return middle + (value - middle) / 2.0;
            }
            passed = next;
        }
        f64::NAN
    }
}
