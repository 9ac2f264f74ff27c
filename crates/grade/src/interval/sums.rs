//! Bootstrap of metrics that are a function of sums over rows: their terms are computed once, and replicates only add.

use super::draw::{BLOCK, Blocks, LANES, draw, generator, replicate};
use super::units::Units;
use super::{Bootstrap, Replicates};
use crate::Target;
use crate::metrics::{Metric, MetricError, Prediction, cross_entropy_of_rows, evaluate, loss_of_row};

/// The terms of one row that a metric sums.
struct Terms {
    /// Row-major, `width` numbers a row.
    values: Vec<f64>,
    width: usize,
}

/// The metric of each prediction on resampled rows.
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
    let units = Units::unstratified(truth.rows(), groups);
    let terms = terms(metric, truth, predictions)?;
    let finish = |sums: &[f64], rows: f64, index: usize| finish(metric, sums, rows, index, predictions.len());
    // Widths are compiled one by one, so that a replicate adds whole records in registers.
    let run = match terms.width + usize::from(!units.are_rows()) {
        1 => run::<1>,
        2 => run::<2>,
        3..=4 => run::<4>,
        5..=8 => run::<8>,
        _ => run::<16>,
    };
    Ok(run(&terms, &units, predictions.len(), plan, &finish))
}

/// Value of prediction `index` from the sums of its terms and the number of rows.
type Finish<'a> = dyn Fn(&[f64], f64, usize) -> f64 + Sync + 'a;

fn run<const WIDTH: usize>(terms: &Terms, units: &Units, predictions: usize, plan: Bootstrap, finish: &Finish) -> Replicates {
    let records = records::<WIDTH>(terms, units);
    let values = replicate(
        plan.replicates,
        plan.replicates * units.count(),
        || (),
        |(), number| {
            let mut sums = [0.0; WIDTH];
            draw(&mut generator(plan.seed, number), 0..units.count(), |start, draws| {
                let block = records.block(start);
                let mut lanes = [[0.0; WIDTH]; LANES];
                draws.each(|lane, offset| add(&mut lanes[lane], &block[offset % BLOCK]));
                lanes.iter().for_each(|lane| add(&mut sums, lane));
            });
            let rows = if units.are_rows() {
                units.count() as f64
            } else {
                sums[terms.width]
            };
            (0..predictions).map(|index| finish(&sums, rows, index)).collect()
        },
    );
    Replicates::new(values)
}

#[inline]
fn add<const WIDTH: usize>(sums: &mut [f64; WIDTH], terms: &[f64; WIDTH]) {
    sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
}

/// The terms summed by unit; where units differ in size, their number of rows comes last.
fn records<const WIDTH: usize>(terms: &Terms, units: &Units) -> Blocks<[f64; WIDTH]> {
    let mut records = Blocks::new(units.count(), [0.0; WIDTH]);
    for (row, &unit) in terms.values.chunks_exact(terms.width).zip(&units.of_row) {
        let record = &mut records[unit as usize];
        record.iter_mut().zip(row).for_each(|(sum, term)| *sum += term);
        if !units.are_rows() {
            record[terms.width] += 1.0;
        }
    }
    records
}

/// One loss a prediction for metrics that average losses. R² and explained variance take squared errors (and errors), then
/// the truth and its square, both less the mean so that squares of large numbers lose nothing.
fn terms(metric: Metric, truth: &Target, predictions: &[&Prediction]) -> Result<Terms, MetricError> {
    if let (Metric::R2Score | Metric::ExplainedVarianceScore, Target::Real(truth)) = (metric, truth) {
        let mean = truth.mean().unwrap_or_default();
        let columns = predictions.iter().filter_map(|prediction| match prediction {
            Prediction::Values(values) => Some(values),
            _ => None,
        });
        let columns: Vec<_> = columns.collect();
        let values = truth.iter().enumerate().flat_map(|(row, &value)| {
            let errors = columns.iter().map(move |column| value - column[row]);
            let squares = errors.clone().map(|error| error * error);
            squares
                .chain(errors)
                .chain([value - mean, (value - mean).powi(2)])
                .collect::<Vec<_>>()
        });
        return Ok(Terms {
            values: values.collect(),
            width: 2 * predictions.len() + 2,
        });
    }
    let columns = predictions
        .iter()
        .map(|prediction| losses(metric, truth, prediction))
        .collect::<Result<Vec<_>, _>>()?;
    let values = match columns.as_slice() {
        [only] => only.clone(),
        _ => (0..truth.rows())
            .flat_map(|row| columns.iter().map(move |column| column[row]))
            .collect(),
    };
    Ok(Terms {
        values,
        width: predictions.len(),
    })
}

/// Each row's loss; the metric is their mean, or the root of it.
pub fn losses(metric: Metric, truth: &Target, prediction: &Prediction) -> Result<Vec<f64>, MetricError> {
    match (truth, prediction) {
        (Target::Class(truth), Prediction::Distributions(columns)) => cross_entropy_of_rows(truth.view(), columns.view()),
        (Target::Real(truth), Prediction::Values(values)) => Ok(truth
            .iter()
            .zip(values)
            .map(|(&truth, &value)| loss_of_row(metric, truth, value))
            .collect()),
        (Target::Class(truth), Prediction::Values(values)) => Ok(truth
            .iter()
            .zip(values)
            .map(|(&truth, &value)| loss_of_row(metric, truth as f64, value))
            .collect()),
        (Target::Class(truth), Prediction::Classes(classes)) => Ok(truth
            .iter()
            .zip(classes)
            .map(|(&truth, &class)| match metric {
                Metric::MeanCostError(costs) => costs.of_row(truth, class),
                _ => f64::from(truth != class),
            })
            .collect()),
        (Target::Real(_), _) => evaluate(metric, truth, prediction).map(|_| Vec::new()),
    }
}

fn finish(metric: Metric, sums: &[f64], rows: f64, index: usize, predictions: usize) -> f64 {
    match metric {
        Metric::RootMeanSquaredError | Metric::RootMeanSquaredLogError => (sums[index] / rows).sqrt(),
        Metric::R2Score | Metric::ExplainedVarianceScore => {
            let (errors, truths, squares) = (sums[predictions + index], sums[2 * predictions], sums[2 * predictions + 1]);
            let offset = if metric == Metric::R2Score {
                0.0
            } else {
                errors * errors / rows
            };
            1.0 - (sums[index] - offset) / (squares - truths * truths / rows)
        }
        _ => sums[index] / rows,
    }
}
