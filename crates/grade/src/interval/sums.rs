//! Bootstrap of metrics that are a function of sums over rows: their terms are computed once, and replicates only add.

use ndarray::Array1;

use super::draw::{BLOCK, Blocks, LANES, draw, generator, replicate};
use super::replicates::{Bootstrap, Replicates, Sampling};
use super::units::Units;
use crate::metrics::{Finish, ShareOfVariance};

/// What is summed: `width` numbers a row or unit.
pub struct Terms {
    /// Row-major.
    pub values: Vec<f64>,
    pub width: usize,
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
    bootstrap(terms, losses.len(), sampling, &|sums, rows, index| {
        finish.of(sums[index] / rows)
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
    bootstrap(terms, count, sampling, &|sums, rows, index| {
        let (errors, truths, squares) = (sums[count + index], sums[2 * count], sums[2 * count + 1]);
        let offset = match share {
            ShareOfVariance::OffsetCounts => 0.0,
            ShareOfVariance::OffsetForgiven => errors * errors / rows,
        };
        1.0 - (sums[index] - offset) / (squares - truths * truths / rows)
    })
}

/// `finish` gives the value of prediction `index` from the sums of its terms and the number of rows.
fn bootstrap(
    terms: Terms,
    predictions: usize,
    Sampling { groups, plan }: Sampling,
    finish: &(dyn Fn(&[f64], f64, usize) -> f64 + Sync),
) -> Replicates {
    let width = terms.width;
    let units = Units::in_row_order(terms.rows(), groups);
    let values = redraw(&terms.by_unit(&units), plan, &|sums| {
        let rows = units.rows(sums, width);
        (0..predictions).map(|index| finish(sums, rows, index)).collect()
    });
    Replicates::new(values)
}

/// What `finish` makes of the sums of each replicate.
pub fn redraw<Answer: Send>(terms: &Terms, plan: Bootstrap, finish: &(dyn Fn(&[f64]) -> Answer + Sync)) -> Vec<Answer> {
    // Widths are compiled one by one, so that a replicate adds whole records in registers.
    let run = match terms.width {
        1 => run::<1, Answer>,
        2 => run::<2, Answer>,
        3..=4 => run::<4, Answer>,
        5..=8 => run::<8, Answer>,
        _ => run::<16, Answer>,
    };
    run(terms, plan, finish)
}

fn run<const WIDTH: usize, Answer: Send>(
    terms: &Terms,
    plan: Bootstrap,
    finish: &(dyn Fn(&[f64]) -> Answer + Sync),
) -> Vec<Answer> {
    let units = terms.rows();
    let mut records = Blocks::new(units, [0.0; WIDTH]);
    for (unit, values) in terms.values.chunks_exact(terms.width).enumerate() {
        records[unit][..terms.width].copy_from_slice(values);
    }
    replicate(
        plan.replicates,
        plan.replicates * units,
        || (),
        |(), number| {
            let mut sums = [0.0; WIDTH];
            draw(&mut generator(plan.seed, number), 0..units, |start, draws| {
                let block = records.block(start);
                let mut lanes = [[0.0; WIDTH]; LANES];
                draws.each(|lane, offset| add(&mut lanes[lane], &block[offset % BLOCK]));
                lanes.iter().for_each(|lane| add(&mut sums, lane));
            });
            finish(&sums)
        },
    )
}

#[inline]
fn add<const WIDTH: usize>(sums: &mut [f64; WIDTH], terms: &[f64; WIDTH]) {
    sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
}

impl Terms {
    pub fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// The terms of each unit's rows summed; where units differ in size, their number of rows follows.
    pub fn by_unit(self, units: &Units) -> Self {
        if units.are_rows() {
            return self;
        }
        let width = self.width + 1;
        let mut values = vec![0.0; units.count() * width];
        for (row, &unit) in self.values.chunks_exact(self.width).zip(&units.of_row) {
            let record = &mut values[unit as usize * width..][..width];
            record.iter_mut().zip(row).for_each(|(sum, term)| *sum += term);
            record[width - 1] += 1.0;
        }
        Self { values, width }
    }
}
