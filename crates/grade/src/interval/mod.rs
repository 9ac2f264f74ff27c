//! How sure a metric's value is: 95 % intervals by bootstrap, and Wilson's for accuracy.

mod cells;
mod draw;
mod sums;
mod units;
mod walks;

#[cfg(test)]
mod tests;

use super::Target;
use super::metrics::{Metric, MetricError, Needs, Prediction, evaluate};

pub(super) use sums::losses;

/// The normal quantile of 97.5 %.
const Z_95: f64 = 1.959_963_984_540_054;

/// How many replicates a verdict is drawn from.
pub const REPLICATES: usize = 2000;

/// How often and from which seed rows are resampled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    pub replicates: usize,
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self {
            replicates: REPLICATES,
            seed: 0,
        }
    }
}

/// A metric's values on resampled rows, for one prediction or several on the same rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Replicates {
    /// One entry a replicate, holding a value a prediction.
    values: Vec<Vec<f64>>,
}

impl Replicates {
    /// Leaves out replicates on which the metric is ill-defined, such as those without any positive row.
    fn new(mut values: Vec<Vec<f64>>) -> Self {
        values.retain(|values| values.iter().all(|value| value.is_finite()));
        Self { values }
    }

    /// No replicates, for a metric that needs none.
    pub(super) fn none() -> Self {
        Self { values: Vec::new() }
    }

    /// The 2.5th and 97.5th percentile of the values of prediction `index`; `None` if no replicate was well-defined.
    pub fn interval(&self, index: usize) -> Option<[f64; 2]> {
        let mut sorted: Vec<f64> = self.values.iter().map(|values| values[index]).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Some([percentile(&sorted, 0.025)?, percentile(&sorted, 0.975)?])
    }

    /// The standard deviation over replicates of what `combine` makes of the predictions' values.
    pub fn deviation(&self, combine: impl Fn(&[f64]) -> f64) -> f64 {
        super::statistics::deviation(&self.values.iter().map(|values| combine(values)).collect::<Vec<_>>())
    }
}

/// Resamples rows with replacement: rows of one group together, classes each with their own number of rows. All predictions
/// see the same rows. The result depends on the seed alone, not on the number of threads.
///
/// # Errors
/// Where the metric is ill-defined on the rows themselves.
pub fn bootstrap(
    metric: Metric,
    truth: &Target,
    predictions: &[&Prediction],
    groups: Option<&[u32]>,
    plan: Bootstrap,
) -> Result<Replicates, MetricError> {
    let ranked = matches!(
        metric,
        Metric::RocAucScore | Metric::AveragePrecisionScore | Metric::MedianAbsoluteError
    );
    match (truth, metric.needs()) {
        (Target::Class(truth), Needs::Classes) => {
            let classes = predictions
                .iter()
                .map(|prediction| prediction.classes(metric))
                .collect::<Result<Vec<_>, _>>()?;
            cells::bootstrap(metric, truth, &classes, groups, plan)
        }
        _ if ranked => walks::bootstrap(metric, truth, predictions, groups, plan),
        _ => sums::bootstrap(metric, truth, predictions, groups, plan),
    }
}

/// The 95 % interval of a metric's value: Wilson's for accuracy, bootstrap percentiles for all others.
///
/// # Errors
/// Where the metric is ill-defined.
///
/// ```
/// use mlings_grade::Target;
/// use mlings_grade::interval::{Bootstrap, interval};
/// use mlings_grade::metrics::{Metric, Prediction};
/// use ndarray::Array1;
///
/// let truth = Target::Class(Array1::ones(100));
/// let prediction = Prediction::Classes(Array1::ones(100));
/// let [low, high] = interval(Metric::AccuracyScore, &truth, &prediction, None, Bootstrap::default()).unwrap();
/// assert!(low > 0.96 && high == 1.0); // a hundred rows without an error do not prove 100 %
/// ```
pub fn interval(
    metric: Metric,
    truth: &Target,
    prediction: &Prediction,
    groups: Option<&[u32]>,
    plan: Bootstrap,
) -> Result<[f64; 2], MetricError> {
    let value = evaluate(metric, truth, prediction)?;
    if metric == Metric::AccuracyScore {
        return Ok(wilson(value, truth.rows()));
    }
    Ok(bootstrap(metric, truth, &[prediction], groups, plan)?
        .interval(0)
        .unwrap_or([value, value]))
}

/// Wilson's 95 % interval of a share seen on `rows` rows. It stays inside [0, 1] and keeps its coverage near both ends,
/// where percentiles of a bootstrap do not.
pub fn wilson(share: f64, rows: usize) -> [f64; 2] {
    let rows = rows as f64;
    let shrink = 1.0 / (1.0 + Z_95 * Z_95 / rows);
    let middle = (share + Z_95 * Z_95 / (2.0 * rows)) * shrink;
    let half = Z_95 * (share * (1.0 - share) / rows + (Z_95 / (2.0 * rows)).powi(2)).sqrt() * shrink;
    [(middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0)]
}

/// The value below which `share` of the sorted values lie, between neighbours in proportion; `None` of nothing.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let position = share * (sorted.len().checked_sub(1)?) as f64;
    let (below, above) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
    Some(below + (above - below) * position.fract())
}
