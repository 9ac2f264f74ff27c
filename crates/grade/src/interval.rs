//! How sure a metric's value is: 95 % intervals by bootstrap, and Wilson's for accuracy.

mod cells;
mod draw;
mod replicates;
mod sums;
mod units;
mod walks;

#[cfg(test)]
mod tests;

use ndarray::Array1;

use crate::held_out::Target;
use crate::metrics::{
    Confusion, Finish, Kernel, LossOfValue, Metric, MetricError, Prediction, Redraw, absolute_error, evaluate, losses_of,
    mean_cost,
};
use replicates::Sampling;

pub use replicates::{Bootstrap, REPLICATES, Replicates};

/// The normal quantile of 97.5 %.
const Z_95: f64 = 1.959_963_984_540_054;

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
    for prediction in predictions {
        evaluate(metric, truth, prediction)?;
    }
    let sampling = Sampling { groups, plan };
    match metric.kernel() {
        Kernel::Values(kernel) => of_values(metric, kernel.redraw, truth.values(metric)?, predictions, sampling),
        Kernel::Classes(kernel) => of_classes(metric, kernel.of_confusion, truth.classes(metric)?, predictions, sampling),
        Kernel::Costs(costs) => {
            let cost = |confusion: &Confusion| Ok(mean_cost(confusion, costs));
            of_classes(metric, cost, truth.classes(metric)?, predictions, sampling)
        }
        Kernel::Scores(kernel) => walks::of_scores(metric, kernel.walk, truth.classes(metric)?, predictions, sampling),
        Kernel::Probabilities(kernel) => {
            let truth = truth.classes(metric)?;
            let losses = collect(predictions, |scores| {
                Ok(losses_of(truth, scores.values(metric)?, kernel.loss))
            })?;
            Ok(sums::of_losses(&losses, Finish::Mean, sampling))
        }
        Kernel::Distributions(kernel) => {
            let truth = truth.classes(metric)?.view();
            let losses = collect(predictions, |columns| {
                (kernel.losses)(truth, columns.distributions(metric)?.view())
            })?;
            Ok(sums::of_losses(&losses, Finish::Mean, sampling))
        }
    }
}

fn of_values(
    metric: Metric,
    redraw: Redraw,
    truth: &Array1<f64>,
    predictions: &[&Prediction],
    sampling: Sampling,
) -> Result<Replicates, MetricError> {
    let values = collect(predictions, |prediction| prediction.values(metric))?;
    let losses = |loss: LossOfValue| -> Vec<Vec<f64>> { values.iter().map(|values| losses_of(truth, values, loss)).collect() };
    Ok(match redraw {
        Redraw::Mean(loss) => sums::of_losses(&losses(loss), Finish::Mean, sampling),
        Redraw::RootOfMean(loss) => sums::of_losses(&losses(loss), Finish::Root, sampling),
        Redraw::Explained(share) => sums::of_squares(share, truth, &values, sampling),
        Redraw::OfErrors(value) => walks::of_errors(value, &losses(absolute_error), sampling),
    })
}

fn of_classes(
    metric: Metric,
    of_confusion: impl Fn(&Confusion) -> Result<f64, MetricError> + Sync,
    truth: &Array1<i64>,
    predictions: &[&Prediction],
    sampling: Sampling,
) -> Result<Replicates, MetricError> {
    let classes = collect(predictions, |prediction| prediction.classes(metric))?;
    Ok(cells::bootstrap(of_confusion, truth, &classes, sampling))
}

fn collect<'a, T>(
    predictions: &[&'a Prediction],
    read: impl Fn(&'a Prediction) -> Result<T, MetricError>,
) -> Result<Vec<T>, MetricError> {
    predictions.iter().map(|prediction| read(prediction)).collect()
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
    if metric.is_share() {
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
