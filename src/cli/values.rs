//! Arguments by name whose types know of no command line.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use mlings_grade::metrics::Metric;
use mlings_sandbox::Level;

use crate::catalog::Language;

/// The metrics by name.
pub fn metric() -> impl TypedValueParser<Value = Metric> {
    PossibleValuesParser::new(Metric::ALL.map(Metric::name))
        .map(|name| Metric::named(&name).expect("only a metric's name gets through"))
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
