//! Arguments by name whose types know of no command line.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use mlings_grade::metrics::Metric;
use mlings_sandbox::Level;

use crate::catalog::Language;

/// The metrics by name.
pub fn metric() -> impl TypedValueParser<Value = Metric> {
    let value = |metric: Metric| PossibleValue::new(metric.name()).aliases(short_names(metric.name()));
    let named = |name: String| {
        Metric::ALL
            .into_iter()
            .find(|metric| metric.name() == name || short_names(metric.name()).any(|short| short == name))
    };
    PossibleValuesParser::new(Metric::ALL.map(value)).map(move |name| named(name).expect("only a metric's name gets through"))
}

/// What people call a metric for short.
const SHORT_NAMES: [(&str, &str); 18] = [
    ("mse", "mean_squared_error"),
    ("rmse", "root_mean_squared_error"),
    ("mae", "mean_absolute_error"),
    ("mape", "mean_absolute_percentage_error"),
    ("rmsle", "root_mean_squared_log_error"),
    ("r2", "r2_score"),
    ("accuracy", "accuracy_score"),
    ("balanced_accuracy", "balanced_accuracy_score"),
    ("precision", "precision_score"),
    ("recall", "recall_score"),
    ("f1", "f1_score"),
    ("macro_f1", "macro_f1_score"),
    ("mcc", "matthews_corrcoef"),
    ("auc", "roc_auc_score"),
    ("roc_auc", "roc_auc_score"),
    ("average_precision", "average_precision_score"),
    ("brier", "brier_score_loss"),
    ("ari", "adjusted_rand_score"),
];

fn short_names(name: &str) -> impl Iterator<Item = &'static str> {
    SHORT_NAMES
        .iter()
        .filter(move |(_, long)| *long == name)
        .map(|(short, _)| *short)
}

/// The levels of the sandbox by name, each with what it means.
pub fn level() -> impl TypedValueParser<Value = Level> {
    let value = |level: Level| match level {
        Level::None => PossibleValue::new(level.name()),
        Level::LimitsOnly => {
            PossibleValue::new(level.name()).help("Time, memory, output and file size are limited; nothing is out of reach")
        }
        Level::Partial => PossibleValue::new(level.name()).help("Some layers are missing on this machine"),
        Level::Full => PossibleValue::new(level.name()).help("Files, network and other processes are out of reach"),
    };
    PossibleValuesParser::new(Level::ALL.map(value)).map(|name| Level::named(&name).expect("only a level's name gets through"))
}

/// The languages by name.
pub fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::name))
        .map(|name| Language::named(&name).expect("only a language's name gets through"))
}
