//! Studentised intervals of metrics that are functions of sums. Each replicate is measured in its own standard error, which
//! follows the heavy rows that it happened to draw, and so tells how far a metric of skewed losses is likely to be off. A
//! percentile interval cannot: both of its ends shrink where the heavy rows are missing.
//!
//! A metric is taken as its distance from perfection, on a logarithmic scale: a loss, or what a share lacks of 1. Standard
//! errors come from the influence of each row on that logarithm (the infinitesimal jackknife), so that they are sums too.

use ndarray::Array1;

use super::replicates::{Sampling, percentile};
use super::sums::{Terms, redraw};
use super::units::Units;
use crate::metrics::ShareOfVariance;

/// How a replicate's standard error, computed from influences on the original rows, follows its distance: by which power. The
/// interval is the widest of these. Where losses have no bound their tail is not seen well enough for one to do: each alone
/// is too short at n = 200.
#[derive(Clone, Copy)]
pub struct Powers(&'static [f64]);

impl Powers {
    /// Losses between a probability and a class: the ratio is exact for a mean.
    pub const OF_PROBABILITIES: Powers = Powers(&[1.0]);
    /// Losses of errors without bound.
    pub const OF_ERRORS: Powers = Powers(&[1.0, 0.25]);
    /// Two means, of which only one is the distance's own.
    const OF_SHARES: Powers = Powers(&[0.5, 0.0]);
}

/// Of fewer units too many replicates hold one over and over, and have no standard error to be measured in; percentiles say
/// what can be said.
const FEWEST: usize = 20;
/// A standard error smaller than this share of the observed one is rounding: all that was drawn is alike.
const SMALLEST: f64 = 1e-6;

/// How replicates are read from the sums of their terms.
struct Reading<'a> {
    /// The distance as a multiple of the observed one, from sums and the number of rows.
    distance: &'a (dyn Fn(&[f64], f64) -> f64 + Sync),
    /// The influence on the distance's logarithm, a linear function of the terms.
    influence: fn(&[f64]) -> f64,
}

/// The interval of a mean of losses.
pub fn of_losses(losses: &[f64], powers: Powers, sampling: Sampling) -> [f64; 2] {
    let mean = losses.iter().sum::<f64>() / losses.len() as f64;
    let influences = Terms {
        values: losses.iter().map(|loss| loss / mean - 1.0).collect(),
        width: 1,
    };
    let reading = Reading {
        distance: &|sums, rows| 1.0 + sums[0] / rows,
        influence: |terms| terms[0],
    };
    factors(influences, reading, powers, sampling).map(|factor| mean * factor)
}

/// The interval of the share of the truth's variance that is explained.
pub fn of_squares(share: ShareOfVariance, truth: &Array1<f64>, prediction: &Array1<f64>, sampling: Sampling) -> [f64; 2] {
    let rows = truth.len() as f64;
    let middle = truth.mean().unwrap_or_default();
    let offset = match share {
        ShareOfVariance::OffsetCounts => 0.0,
        ShareOfVariance::OffsetForgiven => truth.iter().zip(prediction).map(|(truth, value)| truth - value).sum::<f64>() / rows,
    };
    let parts = |(truth, value): (&f64, &f64)| (truth - value - offset, truth - middle);
    let (mut unexplained, mut variance) = (0.0, 0.0);
    for (error, deviation) in truth.iter().zip(prediction).map(parts) {
        unexplained += error * error / rows;
        variance += deviation * deviation / rows;
    }
    let of_row = |(error, deviation): (f64, f64)| {
        let standard = (error / unexplained.sqrt(), deviation / variance.sqrt());
        [standard.0 * standard.0, standard.1 * standard.1, standard.1, standard.0]
    };
    // Only a forgiven offset has to be summed, as the last term.
    let width = match share {
        ShareOfVariance::OffsetCounts => 3,
        ShareOfVariance::OffsetForgiven => 4,
    };
    let rows_of_terms = truth.iter().zip(prediction).map(parts).map(of_row);
    let terms = Terms {
        values: rows_of_terms.flat_map(|terms| terms.into_iter().take(width)).collect(),
        width,
    };
    let variance_left = |squares: f64, sum: f64, rows: f64| squares / rows - (sum / rows).powi(2);
    let reading = Reading {
        distance: &|sums, rows| {
            let offsets = match share {
                ShareOfVariance::OffsetCounts => 0.0,
                ShareOfVariance::OffsetForgiven => sums[3],
            };
            variance_left(sums[0], offsets, rows) / variance_left(sums[1], sums[2], rows)
        },
        influence: |terms| terms[0] - terms[1],
    };
    let [low, high] = factors(terms, reading, Powers::OF_SHARES, sampling).map(|factor| factor * unexplained / variance);
    [1.0 - high, 1.0 - low]
}

/// Between which multiples of the observed distance the true one lies.
fn factors(terms: Terms, reading: Reading, Powers(powers): Powers, Sampling { groups, plan }: Sampling) -> [f64; 2] {
    let units = Units::in_row_order(terms.rows(), groups);
    let width = terms.width;
    let terms = with_squares(&terms.by_unit(&units), reading.influence);
    let (squares, count) = (terms.width - 1, units.count() as f64);
    let standard_error = |sums: &[f64], rows: f64| {
        let influences = (reading.influence)(sums);
        (sums[squares] - influences * influences / count).max(0.0).sqrt() / rows
    };
    let replicates = redraw(&terms, plan, &|sums| {
        let rows = units.rows(sums, width);
        ((reading.distance)(sums, rows), standard_error(sums, rows))
    });
    let mut totals = vec![0.0; terms.width];
    for record in terms.values.chunks_exact(terms.width) {
        totals.iter_mut().zip(record).for_each(|(total, value)| *total += value);
    }
    let observed = standard_error(&totals, units.of_row.len() as f64);
    let is_measured = |(distance, error): &&(f64, f64)| *distance > 0.0 && *error > SMALLEST * observed;
    let measured = replicates.iter().filter(is_measured).count();
    if units.count() < FEWEST || measured < replicates.len() - replicates.len() / 100 {
        return percentiles(replicates.iter().map(|(distance, _)| *distance));
    }
    powers.iter().fold([1.0, 1.0], |[low, high], &power| {
        let pivot = |(distance, error): &(f64, f64)| distance.ln() * distance.powf(power) / error;
        let ends = percentiles(replicates.iter().filter(is_measured).map(pivot));
        let [above, below] = ends.map(|pivot| (-pivot * observed).exp());
        [f64::min(low, below), f64::max(high, above)]
    })
}

/// The middle 95 of 100; of nothing that is a number, the observed distance.
fn percentiles(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let mut sorted: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    [0.025, 0.975].map(|share| percentile(&sorted, share).unwrap_or(1.0))
}

/// The terms of each unit, and the square of its influence.
fn with_squares(terms: &Terms, influence: fn(&[f64]) -> f64) -> Terms {
    let width = terms.width + 1;
    let mut values = Vec::with_capacity(terms.rows() * width);
    for record in terms.values.chunks_exact(terms.width) {
        values.extend_from_slice(record);
        values.push(influence(record).powi(2));
    }
    Terms { values, width }
}
