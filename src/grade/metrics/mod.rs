//! The metrics by name.

use serde::{Deserialize, Serialize};

/// Every metric mlings scores with, named as scikit-learn names it; `_score` is better high, `_error` better low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Metric {
    RootMeanSquaredError,
    RootMeanSquaredLogError,
    F1Score,
    AccuracyScore,
}
