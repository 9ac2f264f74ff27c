//! `Metric`: the table of all metrics. What tells one from another stands in its row, and nowhere else.

use serde::{Deserialize, Serialize};

use super::cost::Costs;
use super::kernel::{Kernel, Needs, Redraw, Scale, ShareOfVariance, Walk};
use super::{classification as class, clustering, probability, ranking, regression as real};

/// What the table says of a metric.
struct Row {
    /// As scikit-learn and `exercise.toml` write it.
    name: &'static str,
    better: Better,
    kernel: Kernel,
}

/// In which direction a metric is better.
#[derive(PartialEq, Eq)]
enum Better {
    /// Errors and losses.
    Low,
    /// Scores.
    High,
}
use Better::{High, Low};

const fn row(name: &'static str, better: Better, kernel: Kernel) -> Row {
    Row { name, better, kernel }
}

/// Makes of each row a variant of [`Metric`], its place in [`Metric::ALL`] and what its methods read.
macro_rules! table {
    ($($metric:ident => $row:expr;)+) => {
        /// Every metric mlings scores with, named as scikit-learn names it; `_score` is better high, `_error` and `_loss` better low.
        ///
        /// The positive class of a binary metric is 1. `silhouette_score` compares with no truth, so it is a function only, and
        /// `mean_cost_error`, which scikit-learn has not, needs costs, which an exercise declares; `mlings score` does not offer it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Metric {
            $($metric,)+
            /// Written by name alone; the costs stand beside it.
            MeanCostError(#[serde(skip)] Costs),
        }

        impl Metric {
            /// Those that need nothing but truth and prediction.
            pub const ALL: [Metric; [$(Metric::$metric),+].len()] = [$(Metric::$metric),+];

            fn row(self) -> Row {
                match self {
                    $(Metric::$metric => $row,)+
                    Metric::MeanCostError(costs) => row("mean_cost_error", Low, Kernel::Costs(costs)),
                }
            }
        }
    };
}

table! {
    MeanSquaredError => row("mean_squared_error", Low, Kernel::values(
        real::mean_squared_error, Redraw::Mean(real::squared_error)));
    RootMeanSquaredError => row("root_mean_squared_error", Low, Kernel::values(
        real::root_mean_squared_error, Redraw::RootOfMean(real::squared_error)));
    MeanAbsoluteError => row("mean_absolute_error", Low, Kernel::values(
        real::mean_absolute_error, Redraw::Mean(real::absolute_error)));
    MedianAbsoluteError => row("median_absolute_error", Low, Kernel::values(
        real::median_absolute_error, Redraw::OfErrors(real::median_of_drawn)));
    MeanAbsolutePercentageError => row("mean_absolute_percentage_error", Low, Kernel::values(
        real::mean_absolute_percentage_error, Redraw::Mean(real::absolute_percentage_error)));
    RootMeanSquaredLogError => row("root_mean_squared_log_error", Low, Kernel::logarithms(
        real::root_mean_squared_log_error, Redraw::RootOfMean(real::squared_log_error)));
    R2Score => row("r2_score", High, Kernel::values(
        real::r2_score, Redraw::Explained(ShareOfVariance::OffsetCounts)));
    ExplainedVarianceScore => row("explained_variance_score", High, Kernel::values(
        real::explained_variance_score, Redraw::Explained(ShareOfVariance::OffsetForgiven)));

    AccuracyScore => row("accuracy_score", High, Kernel::share(class::accuracy_score, class::accuracy));
    BalancedAccuracyScore => row("balanced_accuracy_score", High, Kernel::classes(
        class::balanced_accuracy_score, class::balanced_accuracy));
    PrecisionScore => row("precision_score", High, Kernel::classes(
        class::precision_score, |confusion| class::precision(confusion, 1)));
    MacroPrecisionScore => row("macro_precision_score", High, Kernel::classes(
        class::macro_precision_score, |confusion| class::unweighted(confusion, class::precision)));
    WeightedPrecisionScore => row("weighted_precision_score", High, Kernel::classes(
        class::weighted_precision_score, |confusion| class::weighted(confusion, class::precision)));
    RecallScore => row("recall_score", High, Kernel::classes(
        class::recall_score, |confusion| class::recall(confusion, 1)));
    MacroRecallScore => row("macro_recall_score", High, Kernel::classes(
        class::macro_recall_score, |confusion| class::unweighted(confusion, class::recall)));
    WeightedRecallScore => row("weighted_recall_score", High, Kernel::classes(
        class::weighted_recall_score, |confusion| class::weighted(confusion, class::recall)));
    F1Score => row("f1_score", High, Kernel::classes(
        class::f1_score, |confusion| class::f1(confusion, 1)));
    MacroF1Score => row("macro_f1_score", High, Kernel::classes(
        class::macro_f1_score, |confusion| class::unweighted(confusion, class::f1)));
    WeightedF1Score => row("weighted_f1_score", High, Kernel::classes(
        class::weighted_f1_score, |confusion| class::weighted(confusion, class::f1)));
    MatthewsCorrcoef => row("matthews_corrcoef", High, Kernel::classes(class::matthews_corrcoef, class::matthews));

    LogLoss => row("log_loss", Low, Kernel::probabilities(
        probability::log_loss, probability::log_loss_of_row));
    BrierScoreLoss => row("brier_score_loss", Low, Kernel::probabilities(
        probability::brier_score_loss, probability::brier_loss_of_row));
    CrossEntropy => row("cross_entropy", Low, Kernel::distributions(
        probability::cross_entropy, probability::cross_entropy_of_rows));

    RocAucScore => row("roc_auc_score", High, Kernel::scores(
        ranking::roc_auc_score, Some(ranking::roc_auc_ovr_score), Walk::RocAuc));
    AveragePrecisionScore => row("average_precision_score", High, Kernel::scores(
        ranking::average_precision_score, None, Walk::AveragePrecision));

    AdjustedRandScore => row("adjusted_rand_score", High, Kernel::pairs(
        clustering::adjusted_rand_score, clustering::adjusted_rand));
}

impl Metric {
    /// The metric of [`Metric::ALL`] that is called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Metric::ALL.into_iter().find(|metric| metric.name() == name)
    }

    /// The name as scikit-learn and `exercise.toml` write it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether lower is better.
    pub fn is_error(self) -> bool {
        self.row().better == Low
    }

    /// What the prediction must hold.
    pub fn needs(self) -> Needs {
        self.kernel().needs()
    }

    /// Whether it reads a column of probabilities per class: because it needs them, or as well as scores.
    pub fn takes_distributions(self) -> bool {
        match self.kernel() {
            Kernel::Distributions(_) => true,
            Kernel::Scores(kernel) => kernel.of_distributions.is_some(),
            Kernel::Values(_) | Kernel::Classes(_) | Kernel::Costs(_) | Kernel::Probabilities(_) => false,
        }
    }

    /// Whether one of two classes, 1, is looked for.
    pub fn has_positive_class(self) -> bool {
        let is_of_one = matches!(
            self,
            Metric::PrecisionScore | Metric::RecallScore | Metric::F1Score | Metric::MeanCostError(_)
        );
        is_of_one || matches!(self.needs(), Needs::Scores | Needs::Probabilities)
    }

    /// On which scale it compares predictions with the truth.
    pub fn scale(self) -> Scale {
        match self.kernel() {
            Kernel::Values(kernel) => kernel.scale,
            Kernel::Classes(_) | Kernel::Costs(_) | Kernel::Scores(_) | Kernel::Probabilities(_) | Kernel::Distributions(_) => {
                Scale::Plain
            }
        }
    }

    /// What wrong decisions cost, where it counts that.
    pub fn costs(self) -> Option<Costs> {
        match self.kernel() {
            Kernel::Costs(costs) => Some(costs),
            Kernel::Values(_) | Kernel::Classes(_) | Kernel::Scores(_) | Kernel::Probabilities(_) | Kernel::Distributions(_) => {
                None
            }
        }
    }

    /// How it is computed.
    pub(crate) fn kernel(self) -> Kernel {
        self.row().kernel
    }
}

#[cfg(test)]
mod tests {
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
    }
}
