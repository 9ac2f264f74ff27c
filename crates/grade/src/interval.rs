//! How sure a metric's value is: its values on rows drawn again, and 95 % intervals that cover what they say, for which each
//! kind of metric has its own way: see [`interval`].

mod cells;
mod draw;
mod replicates;
mod studentised;
mod sums;
mod units;
mod walks;
mod weights;
mod wilson;

#[cfg(test)]
mod tests;

use ndarray::Array1;

use crate::held_out::Target;
use crate::metrics::{
    Confusion, Counts, Finish, Kernel, LossOfValue, Metric, MetricError, Prediction, Redraw, absolute_error, evaluate, losses_of,
    mean_cost,
};
use replicates::Sampling;
use studentised::Powers;

pub use replicates::{Bootstrap, REPLICATES, Replicates};

/// Resamples rows with replacement, rows of one group together. How many rows a class has is left to chance, as it was when
/// the rows were taken: held fixed, precision, F1 and average precision would look surer than they are. All predictions see
/// the same rows. The result depends on the seed alone, not on the number of threads.
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

/// The 95 % interval of a metric's value; it always holds the value.
///
/// - accuracy: Wilson's;
/// - other metrics of classes, and of ranks: percentiles over rows weighted at random, with a little more of each class
///   answered at random;
/// - means of losses and shares of variance: studentised;
/// - medians, and counts of pairs: percentiles over rows drawn again.
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
    let sampling = Sampling { groups, plan };
    let [low, high] = match metric.kernel() {
        Kernel::Values(kernel) => {
            let (truth, prediction) = (truth.values(metric)?, prediction.values(metric)?);
            let means =
                |loss: LossOfValue| studentised::of_losses(&losses_of(truth, prediction, loss), Powers::OF_ERRORS, sampling);
            match kernel.redraw {
                Redraw::Mean(loss) => means(loss),
                Redraw::RootOfMean(loss) => means(loss).map(f64::sqrt),
                Redraw::Explained(share) => studentised::of_squares(share, truth, prediction, sampling),
                Redraw::OfErrors(of_errors) => {
                    let errors = losses_of(truth, prediction, absolute_error);
                    percentiles(&walks::of_errors(of_errors, &[errors], sampling), value)
                }
            }
        }
        Kernel::Classes(kernel) => {
            let (truth, prediction) = (truth.classes(metric)?, prediction.classes(metric)?);
            match kernel.counts {
                Counts::Singly => wilson::of_rows(truth, prediction, groups),
                Counts::Together => percentiles(&cells::weighted(kernel.of_confusion, truth, prediction, sampling), value),
                Counts::InPairs => percentiles(&cells::bootstrap(kernel.of_confusion, truth, &[prediction], sampling), value),
            }
        }
        Kernel::Costs(costs) => {
            let cost = |confusion: &Confusion| Ok(mean_cost(confusion, costs));
            let (truth, prediction) = (truth.classes(metric)?, prediction.classes(metric)?);
            percentiles(&cells::weighted(cost, truth, prediction, sampling), value)
        }
        Kernel::Scores(kernel) => {
            let truth = truth.classes(metric)?;
            percentiles(
                &walks::of_weighted_scores(metric, kernel.walk, truth, prediction, sampling)?,
                value,
            )
        }
        Kernel::Probabilities(kernel) => {
            let losses = losses_of(truth.classes(metric)?, prediction.values(metric)?, kernel.loss);
            studentised::of_losses(&losses, Powers::OF_PROBABILITIES, sampling)
        }
        Kernel::Distributions(kernel) => {
            let losses = (kernel.losses)(truth.classes(metric)?.view(), prediction.distributions(metric)?.view())?;
            studentised::of_losses(&losses, Powers::OF_PROBABILITIES, sampling)
        }
    };
    Ok([low.min(value), high.max(value)])
}

/// Of one prediction; where no replicate was well-defined, nothing but the value is known.
fn percentiles(replicates: &Replicates, value: f64) -> [f64; 2] {
    replicates.interval(0).unwrap_or([value, value])
}
