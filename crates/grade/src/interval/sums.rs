//! Bootstrap of metrics that are a function of sums over rows: their terms are computed once, and replicates only add.

use ndarray::Array1;

use super::draw::{BLOCK, Blocks, LANES, draw, generator, replicate};
use super::replicates::{Bootstrap, Replicates, Sampling};
use super::units::Units;
use crate::metrics::{Finish, ShareOfVariance};

/// The terms of one row that a metric sums.
struct Terms {
    /// Row-major, `width` numbers a row.
    values: Vec<f64>,
    width: usize,
}

/// The mean of each prediction's losses on resampled rows, or the root of it.
pub fn of_losses(losses: &[Vec<f64>], finish: Finish, sampling: Sampling) -> Replicates {
    let rows = losses.first().map_or(0, Vec::len);
    let values = match losses {
        [only] => only.clone(),
        _ => (0..rows)
            .flat_map(|row| losses.iter().map(move |column| column[row]))
            .collect(),
    };
    let terms = Terms {
        values,
        width: losses.len(),
    };
    bootstrap(&terms, losses.len(), sampling, &|sums, rows, index| {
        let mean = sums[index] / rows;
        match finish {
            Finish::Mean => mean,
            Finish::Root => mean.sqrt(),
        }
    })
}

/// The share of the truth's variance that each prediction explains on resampled rows. Terms are squared errors and errors,
/// then the truth and its square, both less the mean so that squares of large numbers lose nothing.
pub fn of_squares(share: ShareOfVariance, truth: &Array1<f64>, predictions: &[&Array1<f64>], sampling: Sampling) -> Replicates {
    let mean = truth.mean().unwrap_or_default();
    let values = truth.iter().enumerate().flat_map(|(row, &value)| {
        let errors = predictions.iter().map(move |prediction| value - prediction[row]);
        let squares = errors.clone().map(|error| error * error);
        squares
            .chain(errors)
            .chain([value - mean, (value - mean).powi(2)])
            .collect::<Vec<_>>()
    });
    let count = predictions.len();
    let terms = Terms {
        values: values.collect(),
        width: 2 * count + 2,
    };
    bootstrap(&terms, count, sampling, &|sums, rows, index| {
        let (errors, truths, squares) = (sums[count + index], sums[2 * count], sums[2 * count + 1]);
        let offset = match share {
            ShareOfVariance::OffsetCounts => 0.0,
            ShareOfVariance::OffsetForgiven => errors * errors / rows,
        };
        1.0 - (sums[index] - offset) / (squares - truths * truths / rows)
    })
}

fn bootstrap(terms: &Terms, predictions: usize, Sampling { groups, plan }: Sampling, finish: &Value) -> Replicates {
    let units = Units::unstratified(terms.values.len() / terms.width.max(1), groups);
    // Widths are compiled one by one, so that a replicate adds whole records in registers.
    let run = match terms.width + usize::from(!units.are_rows()) {
        1 => run::<1>,
        2 => run::<2>,
        3..=4 => run::<4>,
        5..=8 => run::<8>,
        _ => run::<16>,
    };
    run(terms, &units, predictions, plan, finish)
}

/// Value of prediction `index` from the sums of its terms and the number of rows.
type Value<'a> = dyn Fn(&[f64], f64, usize) -> f64 + Sync + 'a;

fn run<const WIDTH: usize>(terms: &Terms, units: &Units, predictions: usize, plan: Bootstrap, finish: &Value) -> Replicates {
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
