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
mod evaluate;
mod kernel;
mod metric;
mod prediction;
mod probability;
mod ranking;
mod regression;

#[cfg(test)]
mod golden_test;

pub use classification::{
    accuracy_score, balanced_accuracy_score, f1_score, macro_f1_score, macro_precision_score, macro_recall_score,
    matthews_corrcoef, precision_score, recall_score, weighted_f1_score, weighted_precision_score, weighted_recall_score,
};
pub use clustering::{adjusted_rand_score, silhouette_score};
pub use confusion::Confusion;
pub(crate) use cost::mean_cost;
pub use cost::{Costs, mean_cost_error};
pub use curves::{CalibrationBin, calibration_curve, precision_recall_curve, roc_curve};
pub use error::{MetricError, Side};
pub use evaluate::evaluate;
pub(crate) use evaluate::{Finish, Losses, losses, losses_of};
pub(crate) use kernel::{Counts, Kernel, LossOfValue, OfErrors, Redraw, ShareOfVariance, ValueKernel, Walk};
pub use kernel::{Needs, Scale};
pub use metric::Metric;
pub use prediction::Prediction;
pub(crate) use prediction::whole;
pub(crate) use probability::log_loss_of_row;
pub use probability::{brier_score_loss, cross_entropy, log_loss};
pub(crate) use ranking::sort_key;
pub use ranking::{average_precision_score, roc_auc_ovr_score, roc_auc_score};
pub(crate) use regression::absolute_error;
pub use regression::{
    explained_variance_score, mean_absolute_error, mean_absolute_percentage_error, mean_squared_error, median_absolute_error,
    r2_score, root_mean_squared_error, root_mean_squared_log_error,
};
