//! `Measurement`: a metric's value beside its bars.

use serde::{Deserialize, Serialize};

/// A project's score on one part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    pub value: f64,
    /// 95 % interval of `value`.
    pub interval: [f64; 2],
    pub baseline: f64,
    pub pass: f64,
    pub reference: f64,
    /// clamp((value − baseline)/(reference − baseline), 0, 1).
    pub score: f64,
    /// sd(difference)/√n against the pass bar: what a gain must exceed to be real.
    pub noise: f64,
}
