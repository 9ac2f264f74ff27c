//! The metrics by name, and one way to evaluate any of them.
//!
//! Every metric takes (truth, prediction) in that order and agrees with scikit-learn to 1e-9 (`tests/golden/`); where
//! scikit-learn warns and returns a convention, these return a named [`MetricError`]. They are written on plain slices:
//! linfa's versions panic or broadcast on unequal lengths, count in f32, and several disagree with their definitions.

mod classification;
mod clustering;
mod confusion;
mod cost;
mod curves;
mod error;
mod probability;
mod ranking;
mod regression;

#[cfg(test)]
mod golden_test;

use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

pub use classification::{
    accuracy_score, balanced_accuracy_score, f1_score, macro_f1_score, macro_precision_score, macro_recall_score,
    matthews_corrcoef, precision_score, recall_score, weighted_f1_score, weighted_precision_score, weighted_recall_score,
};
pub use clustering::{adjusted_rand_score, silhouette_score};
pub use confusion::Confusion;
pub use cost::{Costs, mean_cost_error};
pub use curves::{CalibrationBin, calibration_curve, precision_recall_curve, roc_curve};
pub use error::{MetricError, Side};
pub(super) use probability::cross_entropy_of_rows;
pub use probability::{brier_score_loss, cross_entropy, log_loss};
pub(super) use ranking::sort_key;
pub use ranking::{average_precision_score, roc_auc_ovr_score, roc_auc_score};
pub use regression::{
    explained_variance_score, mean_absolute_error, mean_absolute_percentage_error, mean_squared_error, median_absolute_error,
    r2_score, root_mean_squared_error, root_mean_squared_log_error,
};

use super::Target;

/// Every metric mlings scores with, named as scikit-learn names it; `_score` is better high, `_error` and `_loss` better low.
///
/// The positive class of a binary metric is 1. `silhouette_score` compares with no truth, so it is a function only, and
/// `mean_cost_error`, which scikit-learn has not, needs costs, which an exercise declares; `mlings score` does not offer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    MeanSquaredError,
    RootMeanSquaredError,
    MeanAbsoluteError,
    MedianAbsoluteError,
    MeanAbsolutePercentageError,
    RootMeanSquaredLogError,
    R2Score,
    ExplainedVarianceScore,
    AccuracyScore,
    BalancedAccuracyScore,
    PrecisionScore,
    MacroPrecisionScore,
    WeightedPrecisionScore,
    RecallScore,
    MacroRecallScore,
    WeightedRecallScore,
    F1Score,
    MacroF1Score,
    WeightedF1Score,
    MatthewsCorrcoef,
    LogLoss,
    BrierScoreLoss,
    CrossEntropy,
    RocAucScore,
    AveragePrecisionScore,
    AdjustedRandScore,
    /// Written by name alone; the costs stand beside it.
    MeanCostError(#[serde(skip)] Costs),
}

/// What a metric reads of a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A real number per row, in the target's units.
    Values,
    /// A class number per row.
    Classes,
    /// Any real number per row, higher where class 1 is likelier.
    Scores,
    /// The probability of class 1, in [0, 1], per row.
    Probabilities,
    /// A probability per row and class; rows sum to 1.
    Distributions,
}

/// What a solution answered, as a metric reads it.
#[derive(Clone, Debug, PartialEq)]
pub enum Prediction {
    /// Real numbers, scores, or probabilities of class 1, one a row.
    Values(Array1<f64>),
    /// Class numbers, one a row.
    Classes(Array1<i64>),
    /// Probabilities, shape (rows, classes); column k is class k.
    Distributions(Array2<f64>),
}

impl Metric {
    /// Those that need nothing but truth and prediction.
    pub const ALL: [Metric; 26] = [
        Metric::MeanSquaredError,
        Metric::RootMeanSquaredError,
        Metric::MeanAbsoluteError,
        Metric::MedianAbsoluteError,
        Metric::MeanAbsolutePercentageError,
        Metric::RootMeanSquaredLogError,
        Metric::R2Score,
        Metric::ExplainedVarianceScore,
        Metric::AccuracyScore,
        Metric::BalancedAccuracyScore,
        Metric::PrecisionScore,
        Metric::MacroPrecisionScore,
        Metric::WeightedPrecisionScore,
        Metric::RecallScore,
        Metric::MacroRecallScore,
        Metric::WeightedRecallScore,
        Metric::F1Score,
        Metric::MacroF1Score,
        Metric::WeightedF1Score,
        Metric::MatthewsCorrcoef,
        Metric::LogLoss,
        Metric::BrierScoreLoss,
        Metric::CrossEntropy,
        Metric::RocAucScore,
        Metric::AveragePrecisionScore,
        Metric::AdjustedRandScore,
    ];

    /// The metric of [`Metric::ALL`] that is called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Metric::ALL.into_iter().find(|metric| metric.name() == name)
    }

    /// The name as scikit-learn and `exercise.toml` write it.
    pub fn name(self) -> &'static str {
        match self {
            Metric::MeanSquaredError => "mean_squared_error",
            Metric::RootMeanSquaredError => "root_mean_squared_error",
            Metric::MeanAbsoluteError => "mean_absolute_error",
            Metric::MedianAbsoluteError => "median_absolute_error",
            Metric::MeanAbsolutePercentageError => "mean_absolute_percentage_error",
            Metric::RootMeanSquaredLogError => "root_mean_squared_log_error",
            Metric::R2Score => "r2_score",
            Metric::ExplainedVarianceScore => "explained_variance_score",
            Metric::AccuracyScore => "accuracy_score",
            Metric::BalancedAccuracyScore => "balanced_accuracy_score",
            Metric::PrecisionScore => "precision_score",
            Metric::MacroPrecisionScore => "macro_precision_score",
            Metric::WeightedPrecisionScore => "weighted_precision_score",
            Metric::RecallScore => "recall_score",
            Metric::MacroRecallScore => "macro_recall_score",
            Metric::WeightedRecallScore => "weighted_recall_score",
            Metric::F1Score => "f1_score",
            Metric::MacroF1Score => "macro_f1_score",
            Metric::WeightedF1Score => "weighted_f1_score",
            Metric::MatthewsCorrcoef => "matthews_corrcoef",
            Metric::LogLoss => "log_loss",
            Metric::BrierScoreLoss => "brier_score_loss",
            Metric::CrossEntropy => "cross_entropy",
            Metric::RocAucScore => "roc_auc_score",
            Metric::AveragePrecisionScore => "average_precision_score",
            Metric::AdjustedRandScore => "adjusted_rand_score",
            Metric::MeanCostError(_) => "mean_cost_error",
        }
    }

    /// Whether lower is better.
    pub fn is_error(self) -> bool {
        matches!(
            self,
            Metric::MeanSquaredError
                | Metric::RootMeanSquaredError
                | Metric::MeanAbsoluteError
                | Metric::MedianAbsoluteError
                | Metric::MeanAbsolutePercentageError
                | Metric::RootMeanSquaredLogError
                | Metric::LogLoss
                | Metric::BrierScoreLoss
                | Metric::CrossEntropy
                | Metric::MeanCostError(_)
        )
    }

    /// What the prediction must hold. `RocAucScore` takes distributions as well as scores.
    pub fn needs(self) -> Needs {
        match self {
            Metric::MeanSquaredError
            | Metric::RootMeanSquaredError
            | Metric::MeanAbsoluteError
            | Metric::MedianAbsoluteError
            | Metric::MeanAbsolutePercentageError
            | Metric::RootMeanSquaredLogError
            | Metric::R2Score
            | Metric::ExplainedVarianceScore => Needs::Values,
            Metric::AccuracyScore
            | Metric::BalancedAccuracyScore
            | Metric::PrecisionScore
            | Metric::MacroPrecisionScore
            | Metric::WeightedPrecisionScore
            | Metric::RecallScore
            | Metric::MacroRecallScore
            | Metric::WeightedRecallScore
            | Metric::F1Score
            | Metric::MacroF1Score
            | Metric::WeightedF1Score
            | Metric::MatthewsCorrcoef
            | Metric::AdjustedRandScore
            | Metric::MeanCostError(_) => Needs::Classes,
            Metric::RocAucScore | Metric::AveragePrecisionScore => Needs::Scores,
            Metric::LogLoss | Metric::BrierScoreLoss => Needs::Probabilities,
            Metric::CrossEntropy => Needs::Distributions,
        }
    }
}

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
    match metric.needs() {
        Needs::Values => evaluate_values(metric, real(metric, truth)?, values(metric, prediction)?),
        Needs::Classes => evaluate_classes(metric, classes(metric, truth)?, prediction.classes(metric)?),
        Needs::Distributions => cross_entropy(classes(metric, truth)?.view(), distributions(metric, prediction)?.view()),
        Needs::Scores | Needs::Probabilities => {
            let truth = classes(metric, truth)?.view();
            if let (Metric::RocAucScore, Prediction::Distributions(scores)) = (metric, prediction) {
                return roc_auc_ovr_score(truth, scores.view());
            }
            let scores = values(metric, prediction)?.view();
            match metric {
                Metric::LogLoss => log_loss(truth, scores),
                Metric::BrierScoreLoss => brier_score_loss(truth, scores),
                Metric::AveragePrecisionScore => average_precision_score(truth, scores),
                _ => roc_auc_score(truth, scores),
            }
        }
    }
}

fn evaluate_values(metric: Metric, truth: &Array1<f64>, prediction: &Array1<f64>) -> Result<f64, MetricError> {
    let function = match metric {
        Metric::MeanSquaredError => mean_squared_error,
        Metric::MeanAbsoluteError => mean_absolute_error,
        Metric::MedianAbsoluteError => median_absolute_error,
        Metric::MeanAbsolutePercentageError => mean_absolute_percentage_error,
        Metric::RootMeanSquaredLogError => root_mean_squared_log_error,
        Metric::R2Score => r2_score,
        Metric::ExplainedVarianceScore => explained_variance_score,
        _ => root_mean_squared_error,
    };
    function(truth.view(), prediction.view())
}

fn evaluate_classes(metric: Metric, truth: &Array1<i64>, prediction: &Array1<i64>) -> Result<f64, MetricError> {
    if let Metric::MeanCostError(costs) = metric {
        return mean_cost_error(truth.view(), prediction.view(), costs);
    }
    let function = match metric {
        Metric::BalancedAccuracyScore => balanced_accuracy_score,
        Metric::PrecisionScore => precision_score,
        Metric::MacroPrecisionScore => macro_precision_score,
        Metric::WeightedPrecisionScore => weighted_precision_score,
        Metric::RecallScore => recall_score,
        Metric::MacroRecallScore => macro_recall_score,
        Metric::WeightedRecallScore => weighted_recall_score,
        Metric::F1Score => f1_score,
        Metric::MacroF1Score => macro_f1_score,
        Metric::WeightedF1Score => weighted_f1_score,
        Metric::MatthewsCorrcoef => matthews_corrcoef,
        Metric::AdjustedRandScore => adjusted_rand_score,
        _ => accuracy_score,
    };
    function(truth.view(), prediction.view())
}

/// A metric of classes, from their confusion matrix.
pub(super) fn of_confusion(metric: Metric, confusion: &Confusion) -> Result<f64, MetricError> {
    use classification::{accuracy, balanced_accuracy, f1, matthews, precision, recall, unweighted, weighted};
    match metric {
        Metric::BalancedAccuracyScore => balanced_accuracy(confusion),
        Metric::PrecisionScore => precision(confusion, 1),
        Metric::MacroPrecisionScore => unweighted(confusion, precision),
        Metric::WeightedPrecisionScore => weighted(confusion, precision),
        Metric::RecallScore => recall(confusion, 1),
        Metric::MacroRecallScore => unweighted(confusion, recall),
        Metric::WeightedRecallScore => weighted(confusion, recall),
        Metric::F1Score => f1(confusion, 1),
        Metric::MacroF1Score => unweighted(confusion, f1),
        Metric::WeightedF1Score => weighted(confusion, f1),
        Metric::MatthewsCorrcoef => matthews(confusion),
        Metric::AdjustedRandScore => clustering::adjusted_rand(confusion),
        Metric::MeanCostError(costs) => Ok(cost::mean_cost(confusion, costs)),
        _ => accuracy(confusion),
    }
}

/// One row's part of a metric that averages losses over rows (RMSE and RMSLE take the root afterwards).
pub(super) fn loss_of_row(metric: Metric, truth: f64, prediction: f64) -> f64 {
    match metric {
        Metric::MeanAbsoluteError => (truth - prediction).abs(),
        Metric::MeanAbsolutePercentageError => ((truth - prediction) / truth).abs(),
        Metric::RootMeanSquaredLogError => (truth.ln_1p() - prediction.ln_1p()).powi(2),
        Metric::LogLoss => probability::log_loss_of_row(truth as i64, prediction),
        _ => (truth - prediction).powi(2),
    }
}

fn real(metric: Metric, truth: &Target) -> Result<&Array1<f64>, MetricError> {
    match truth {
        Target::Real(values) => Ok(values),
        Target::Class(_) => Err(MetricError::WrongKind {
            metric: metric.name(),
            side: Side::Truth,
            expected: "numbers",
        }),
    }
}

fn classes(metric: Metric, truth: &Target) -> Result<&Array1<i64>, MetricError> {
    match truth {
        Target::Class(classes) => Ok(classes),
        Target::Real(_) => Err(MetricError::WrongKind {
            metric: metric.name(),
            side: Side::Truth,
            expected: "class numbers",
        }),
    }
}

fn values(metric: Metric, prediction: &Prediction) -> Result<&Array1<f64>, MetricError> {
    match prediction {
        Prediction::Values(values) => Ok(values),
        _ => Err(MetricError::WrongKind {
            metric: metric.name(),
            side: Side::Prediction,
            expected: "numbers",
        }),
    }
}

impl Prediction {
    /// The class numbers, for a metric that reads them.
    ///
    /// # Errors
    /// [`MetricError::WrongKind`] where the prediction holds something else.
    pub fn classes(&self, metric: Metric) -> Result<&Array1<i64>, MetricError> {
        match self {
            Prediction::Classes(classes) => Ok(classes),
            _ => Err(MetricError::WrongKind {
                metric: metric.name(),
                side: Side::Prediction,
                expected: "class numbers",
            }),
        }
    }
}

fn distributions(metric: Metric, prediction: &Prediction) -> Result<&Array2<f64>, MetricError> {
    match prediction {
        Prediction::Distributions(distributions) => Ok(distributions),
        _ => Err(MetricError::WrongKind {
            metric: metric.name(),
            side: Side::Prediction,
            expected: "probabilities per class",
        }),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn every_metric_is_spelled_alike_in_toml_on_the_command_line_and_in_messages() {
        for metric in Metric::ALL {
            assert_eq!(Metric::named(metric.name()), Some(metric));
            assert_eq!(serde_json::to_value(metric).unwrap(), metric.name());
        }
    }

    #[test]
    fn a_name_ending_in_error_or_loss_is_better_low() {
        for metric in Metric::ALL {
            let low = ["_error", "_loss", "_entropy"]
                .iter()
                .any(|ending| metric.name().ends_with(ending));
            assert_eq!(metric.is_error(), low, "{}", metric.name());
        }
    }

    #[test]
    fn a_metric_with_costs_is_written_by_its_name_alone() {
        let metric = Metric::MeanCostError(Costs {
            false_positive: 1,
            false_negative: 5,
        });
        assert_eq!(serde_json::to_value(metric).unwrap(), "mean_cost_error");
        let read: Metric = serde_json::from_value("mean_cost_error".into()).unwrap();
        assert_eq!((read, read.is_error()), (Metric::MeanCostError(Costs::default()), true));
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
        let columns = ndarray::stack![ndarray::Axis(1), 1.0 - &scores, scores];
        let one = evaluate(Metric::RocAucScore, &truth, &Prediction::Values(scores));
        assert_eq!(one, Ok(1.0));
        assert_eq!(
            evaluate(Metric::RocAucScore, &truth, &Prediction::Distributions(columns)),
            one
        );
    }
}
