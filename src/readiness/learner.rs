//! `Learner`: what readiness is asked about, and the days it is reckoned in.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use mlings_progress::Progress;
use serde::Serializer;

use crate::catalog::{Catalog, Weight};

/// The covered share of the weights below which nothing is forecast, nor any goal reached.
pub const COVERED_ENOUGH: f64 = 0.8;

/// One learner's progress against the weights of a stage or a role, at a moment.
#[derive(Clone, Copy)]
pub struct Learner<'a> {
    pub catalog: &'a Catalog,
    pub progress: &'a Progress,
    pub weights: &'a [Weight],
    pub now: DateTime<Utc>,
}

/// Weights are hundredths: 0.8 of them is meant, whatever order they were added up in.
pub fn is_covered_enough(covered: f64) -> bool {
    covered >= COVERED_ENOUGH - 1e-9
}

/// Days from `earlier` to `later`, 0 where they stand the wrong way round.
pub fn days_between(earlier: DateTime<Utc>, later: DateTime<Utc>) -> f64 {
    const MILLISECONDS_A_DAY: f64 = 86_400_000.0;
    ((later - earlier).num_milliseconds() as f64 / MILLISECONDS_A_DAY).max(0.0)
}

/// The moment `days` after `start`.
pub fn after_days(start: DateTime<Utc>, days: f64) -> DateTime<Utc> {
    start + TimeDelta::seconds((days * 86_400.0).round() as i64)
}

/// A moment in JSON, as the log writes it.
pub fn as_moment<S: Serializer>(moment: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}
