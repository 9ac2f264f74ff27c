//! What is named on the command line and knows no clap itself: a language, a metric, a level of the sandbox.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use mlings_grade::metrics::Metric;
use mlings_sandbox::Level;

use crate::catalog::Language;

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &Language::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Language::Rust => "rust",
            Language::Python => "python",
        }))
    }
}

/// The metrics by name.
pub(super) fn metric() -> impl TypedValueParser<Value = Metric> {
    PossibleValuesParser::new(Metric::ALL.map(Metric::name))
        .map(|name| Metric::named(&name).expect("only a metric's name gets through"))
}

/// The levels of the sandbox by name, each with what it means.
pub(super) fn level() -> impl TypedValueParser<Value = Level> {
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
