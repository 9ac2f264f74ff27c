//! `Function`: what a kata asks for, and what makes its answers right.

use serde::Deserialize;

use super::comparison::Comparison;
use super::properties::Rules;
use mlings_grade::value::Type;

/// A function that a solution must define.
#[derive(Clone, Debug)]
pub struct Function {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub returns: Type,
    /// What makes its answers right.
    pub standard: Standard,
}

/// What a function takes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Type,
}

/// What makes a function's answers right.
#[derive(Clone, Debug, PartialEq)]
pub enum Standard {
    /// They are the blessed ones.
    Blessed {
        comparison: Comparison,
        /// Numbers are equal when |a − b| ≤ tolerance·max(1, |b|).
        tolerance: f64,
    },
    /// They have these properties.
    Properties(Rules),
}
