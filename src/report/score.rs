//! `mlings score`: a metric's value and its interval.

use mlings_grade::metrics::Metric;
use serde::Serialize;

use super::style::{self, paint};
use super::{JSON_VERSION, Output};
use crate::error::Error;
use crate::words::{self, count, number};

/// A score as it is shown.
#[derive(Debug, Serialize)]
pub struct Score {
    version: u32,
    metric: Metric,
    value: f64,
    /// 95 %; none where the rows are too few or too alike for one.
    interval: Option<[f64; 2]>,
    rows: usize,
}

impl Score {
    pub fn new(metric: Metric, value: f64, interval: Option<[f64; 2]>, rows: usize) -> Self {
        Score {
            version: JSON_VERSION,
            metric,
            value,
            interval,
            rows,
        }
    }

    fn interval(&self) -> String {
        match self.interval {
            Some([low, high]) => format!("95 % interval {} to {}", number(low), number(high)),
            None => "no interval: the rows are too few or too alike for one".to_owned(),
        }
    }

    fn direction(&self) -> &'static str {
        if self.metric.is_error() {
            "lower is better"
        } else {
            "higher is better"
        }
    }
}

pub fn show(output: &Output, score: &Score) -> Result<(), Error> {
    let name = words::metric(score.metric);
    let rows = count(score.rows);
    let rich = || {
        let value = paint(style::HEADING, &number(score.value));
        format!("{name} {value} ({}; {})\non {rows} rows", score.interval(), score.direction())
    };
    let plain = || {
        format!(
            "{name}: {}\n{}\n{}\nrows: {rows}",
            number(score.value),
            score.interval(),
            score.direction()
        )
    };
    output.show(score, rich, plain)
}
