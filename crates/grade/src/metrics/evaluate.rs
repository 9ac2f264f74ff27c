//! `evaluate`: any metric of any prediction, as a whole or row by row.

use ndarray::Array1;

use super::cost::mean_cost_error;
use super::error::MetricError;
use super::kernel::{Counts, Kernel, Redraw};
use super::metric::Metric;
use super::prediction::Prediction;
use crate::held_out::Target;

/// The value of `metric` for one prediction per row of `truth`.
///
/// # Errors
/// [`MetricError::WrongKind`] where truth or prediction is of another kind than [`Metric::needs`] says, and the metric's own
/// errors where it is ill-defined.
///
/// ```
/// use mlings_grade::Target;
/// use mlings_grade::metrics::{Metric, Prediction, evaluate};
/// use ndarray::array;
///
/// let truth = Target::Class(array![1, 0, 1, 1]);
/// let bad = Prediction::Classes(array![0, 1, 0, 1]);
/// assert_eq!(evaluate(Metric::AccuracyScore, &truth, &bad), Ok(0.25));
/// ```
pub fn evaluate(metric: Metric, truth: &Target, prediction: &Prediction) -> Result<f64, MetricError> {
    match metric.kernel() {
        Kernel::Values(kernel) => (kernel.of_rows)(truth.values(metric)?.view(), prediction.values(metric)?.view()),
        Kernel::Classes(kernel) => (kernel.of_rows)(truth.classes(metric)?.view(), prediction.classes(metric)?.view()),
        Kernel::Costs(costs) => mean_cost_error(truth.classes(metric)?.view(), prediction.classes(metric)?.view(), costs),
        Kernel::Scores(kernel) => match (kernel.of_distributions, prediction) {
            (Some(of_distributions), Prediction::Distributions(scores)) => {
                of_distributions(truth.classes(metric)?.view(), scores.view())
            }
            (_, scores) => (kernel.of_rows)(truth.classes(metric)?.view(), scores.values(metric)?.view()),
        },
        Kernel::Probabilities(kernel) => (kernel.of_rows)(truth.classes(metric)?.view(), prediction.values(metric)?.view()),
        Kernel::Distributions(kernel) => {
            (kernel.of_rows)(truth.classes(metric)?.view(), prediction.distributions(metric)?.view())
        }
    }
}

/// What a metric averages: a number a row, and what is done with their mean.
pub(crate) struct Losses {
    pub of_rows: Vec<f64>,
    pub finish: Finish,
}

/// What is done with a mean of losses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    /// The metric is the mean; of a share of right rows, what is missing to 1.
    Mean,
    /// The metric is the root of the mean.
    Root,
}

impl Finish {
    pub fn of(self, mean: f64) -> f64 {
        match self {
            Finish::Mean => mean,
            Finish::Root => mean.sqrt(),
        }
    }
}

/// Each row's loss; `None` where the metric is no average over rows.
///
/// # Errors
/// [`MetricError::WrongKind`], and what [`cross_entropy`](super::cross_entropy) says of its rows; all else is for [`evaluate`].
pub(crate) fn losses(metric: Metric, truth: &Target, prediction: &Prediction) -> Result<Option<Losses>, MetricError> {
    let mean = |of_rows| Losses {
        of_rows,
        finish: Finish::Mean,
    };
    Ok(match metric.kernel() {
        Kernel::Values(kernel) => {
            let of_rows = |loss| {
                let (truth, prediction) = (truth.values(metric)?, prediction.values(metric)?);
                Ok(losses_of(truth, prediction, loss))
            };
            match kernel.redraw {
                Redraw::Mean(loss) => Some(mean(of_rows(loss)?)),
                Redraw::RootOfMean(loss) => Some(Losses {
                    of_rows: of_rows(loss)?,
                    finish: Finish::Root,
                }),
                Redraw::Explained(_) | Redraw::OfErrors(_) => None,
            }
        }
        Kernel::Classes(kernel) => match kernel.counts {
            Counts::Singly => Some(mean(losses_of(
                truth.classes(metric)?,
                prediction.classes(metric)?,
                |truth, class| f64::from(truth != class),
            ))),
            Counts::Together | Counts::InPairs => None,
        },
        Kernel::Costs(costs) => Some(mean(losses_of(
            truth.classes(metric)?,
            prediction.classes(metric)?,
            |truth, decision| costs.of_row(truth, decision),
        ))),
        Kernel::Scores(_) => None,
        Kernel::Probabilities(kernel) => Some(mean(losses_of(
            truth.classes(metric)?,
            prediction.values(metric)?,
            kernel.loss,
        ))),
        Kernel::Distributions(kernel) => Some(mean((kernel.losses)(
            truth.classes(metric)?.view(),
            prediction.distributions(metric)?.view(),
        )?)),
    })
}

/// The loss of each row.
pub(crate) fn losses_of<Truth: Copy, Answer: Copy>(
    truth: &Array1<Truth>,
    prediction: &Array1<Answer>,
    loss: impl Fn(Truth, Answer) -> f64,
) -> Vec<f64> {
    truth
        .iter()
        .zip(prediction)
        .map(|(&truth, &answer)| loss(truth, answer))
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Axis, array, stack};

    use super::super::cost::Costs;
    use super::super::error::Side;
    use super::super::kernel::Needs;
    use super::*;

    #[test]
    fn a_cost_counts_each_kind_of_error() {
        let metric = Metric::MeanCostError(Costs {
            false_positive: 1,
            false_negative: 5,
        });
        let (truth, decision) = (Target::Class(array![1, 0]), Prediction::Classes(array![0, 0]));
        assert_eq!(evaluate(metric, &truth, &decision), Ok(2.5));
    }

    #[test]
    fn class_numbers_for_a_metric_of_values_are_a_named_error() {
        let error = evaluate(
            Metric::R2Score,
            &Target::Real(array![1.0, 2.0]),
            &Prediction::Classes(array![1, 2]),
        );
        assert_eq!(
            error,
            Err(MetricError::WrongKind {
                metric: "r2_score",
                side: Side::Prediction,
                expected: "numbers"
            })
        );
    }

    #[test]
    fn roc_auc_takes_scores_or_a_column_per_class() {
        let truth = Target::Class(array![0, 1, 0, 1]);
        let scores = array![0.1, 0.4, 0.35, 0.8];
        let columns = stack![Axis(1), 1.0 - &scores, scores];
        let one = evaluate(Metric::RocAucScore, &truth, &Prediction::Values(scores));
        assert_eq!(one, Ok(1.0));
        assert_eq!(
            evaluate(Metric::RocAucScore, &truth, &Prediction::Distributions(columns)),
            one
        );
    }

    /// Real targets with predictions, classes with classes, binary ones with probabilities, and with distributions.
    fn inputs() -> [(Target, Prediction); 4] {
        let binary = array![0, 1, 1, 0, 1];
        let scores = array![0.2, 0.9, 0.4, 0.3, 0.6];
        [
            (
                Target::Real(array![1.0, 4.0, 2.0, 9.0, 3.0]),
                Prediction::Values(array![1.5, 3.0, 2.0, 7.0, 4.0]),
            ),
            (Target::Class(binary.clone()), Prediction::Classes(array![0, 1, 0, 1, 1])),
            (Target::Class(binary.clone()), Prediction::Values(scores.clone())),
            (
                Target::Class(binary),
                Prediction::Distributions(stack![Axis(1), 1.0 - &scores, scores]),
            ),
        ]
    }

    #[test]
    fn every_metric_scores_what_it_needs_and_refuses_every_other_kind() {
        for metric in Metric::ALL.into_iter().chain([Metric::MeanCostError(Costs::default())]) {
            for (kind, (truth, prediction)) in inputs().iter().enumerate() {
                let fits = match metric.needs() {
                    Needs::Values => kind == 0,
                    Needs::Classes => kind == 1,
                    Needs::Scores => kind == 2 || kind == 3 && metric.takes_distributions(),
                    Needs::Probabilities => kind == 2,
                    Needs::Distributions => kind == 3,
                };
                let value = evaluate(metric, truth, prediction);
                let refused = matches!(value, Err(MetricError::WrongKind { .. }));
                assert!(
                    if fits { value.is_ok() } else { refused },
                    "{} of {prediction:?}: {value:?}",
                    metric.name()
                );
            }
        }
    }

    #[test]
    fn the_losses_of_rows_average_to_the_metric() {
        for metric in Metric::ALL.into_iter().chain([Metric::MeanCostError(Costs::default())]) {
            for (truth, prediction) in &inputs() {
                let Ok(value) = evaluate(metric, truth, prediction) else {
                    continue;
                };
                let Some(Losses { of_rows, finish }) = losses(metric, truth, prediction).unwrap() else {
                    continue;
                };
                let mean = of_rows.iter().sum::<f64>() / of_rows.len() as f64;
                let expected = match finish {
                    Finish::Mean if metric.is_error() => mean,
                    Finish::Mean => 1.0 - mean,
                    Finish::Root => mean.sqrt(),
                };
                assert!((value - expected).abs() < 1e-12, "{}: {value} {expected}", metric.name());
            }
        }
    }
}
