//! `Contest`: a learner against baseline, bar and reference on the same rows, and how sure the differences are.

use crate::held_out::Target;
use crate::interval::{Bootstrap, Replicates, bootstrap, interval};
use crate::looks;
use crate::measurement::Measurement;
use crate::metrics::{Finish, Losses, Metric, MetricError, Prediction, evaluate, losses};
use crate::standing::Standing;
use crate::statistics::{deviation, mean};

/// The normal quantile of 95 %, for one-sided decisions.
const Z_ONE_SIDED: f64 = 1.645;

/// Rows that count, and three predictions of them.
pub struct Contest<'a> {
    pub metric: Metric,
    pub truth: &'a Target,
    pub learner: &'a Prediction,
    pub baseline: &'a Prediction,
    pub reference: &'a Prediction,
    /// Rows with the same number are resampled together.
    pub groups: &'a [u32],
}

/// By how much the learner is better than something, in the metric's own direction: positive is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    pub value: f64,
    pub standard_error: f64,
}

impl Gain {
    /// Better beyond doubt (one-sided, 95 %).
    pub fn is_certain(self) -> bool {
        self.exceeds(Z_ONE_SIDED)
    }

    /// Better by at least so many standard errors.
    fn exceeds(self, standard_errors: f64) -> bool {
        self.value - standard_errors * self.standard_error >= 0.0
    }

    /// Worse beyond doubt.
    pub fn is_loss(self) -> bool {
        self.value + Z_ONE_SIDED * self.standard_error < 0.0
    }
}

/// A contest decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub measurement: Measurement,
    /// Against the pass bar.
    pub over_bar: Gain,
    /// Against the baseline.
    pub over_baseline: Gain,
    /// By how many standard errors the bar must be cleared to be certain.
    pub certain_from: f64,
}

impl Decision {
    /// Better than the baseline at p ≤ .05. An equal prediction is not.
    pub fn beats_baseline(&self) -> bool {
        self.over_baseline.value > 0.0 && self.over_baseline.is_certain()
    }

    /// Anything but `Suspicious`, which no score tells.
    pub fn standing(&self) -> Standing {
        if self.over_bar.exceeds(self.certain_from) {
            Standing::Certified
        } else if self.over_bar.value >= 0.0 {
            Standing::Passed
        } else if !self.beats_baseline() {
            Standing::BelowBaseline
        } else if self.over_bar.is_loss() {
            Standing::NotYet
        } else {
            Standing::Borderline
        }
    }
}

impl Contest<'_> {
    /// Decides at τ = `pass`, after `looks` of other programs at these rows. Metrics that average losses are decided on per-row differences; all others by a paired bootstrap.
    ///
    /// # Errors
    /// Where the metric is ill-defined for one of the predictions.
    pub fn decide(&self, pass: f64, looks: usize, plan: Bootstrap) -> Result<Decision, MetricError> {
        let predictions = [self.learner, self.baseline, self.reference];
        // A mean of losses needs no resampling to be compared: its differences come row by row.
        let replicates = match self.differences([0.0; 3])? {
            Some(_) => Replicates::none(),
            None => bootstrap(self.metric, self.truth, &predictions, Some(self.groups), plan)?,
        };
        let mut values = [0.0; 3];
        for (value, prediction) in values.iter_mut().zip(predictions) {
            *value = evaluate(self.metric, self.truth, prediction)?;
        }
        let over_bar = self.gain([1.0, -(1.0 - pass), -pass], &values, &replicates)?;
        let over_baseline = self.gain([1.0, -1.0, 0.0], &values, &replicates)?;
        let [value, baseline, reference] = values;
        let score = ((value - baseline) / (reference - baseline)).clamp(0.0, 1.0);
        let measurement = Measurement {
            value,
            interval: interval(self.metric, self.truth, self.learner, Some(self.groups), plan)?,
            baseline,
            pass: (1.0 - pass) * baseline + pass * reference,
            reference,
            score: if score.is_nan() { 0.0 } else { score },
            noise: over_bar.standard_error,
        };
        Ok(Decision {
            measurement,
            over_bar,
            over_baseline,
            certain_from: looks::standard_errors(looks),
        })
    }

    /// The weighted sum of the three metric values, turned so that positive is better, and its standard error.
    fn gain(&self, weights: [f64; 3], values: &[f64], replicates: &Replicates) -> Result<Gain, MetricError> {
        let sign = if self.metric.is_error() { -1.0 } else { 1.0 };
        let combine = |values: &[f64]| sign * values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>();
        let standard_error = match self.differences(weights)? {
            Some(differences) => self.error_by_rows(&differences),
            None => replicates.deviation(combine),
        };
        Ok(Gain {
            value: combine(values),
            standard_error,
        })
    }

    /// The weighted sum of the three losses of each row; `None` where the metric is not their plain mean.
    fn differences(&self, weights: [f64; 3]) -> Result<Option<Vec<f64>>, MetricError> {
        let mut differences = vec![0.0; self.truth.rows()];
        for (prediction, weight) in [self.learner, self.baseline, self.reference].into_iter().zip(weights) {
            let Some(Losses {
                of_rows,
                finish: Finish::Mean,
            }) = losses(self.metric, self.truth, prediction)?
            else {
                return Ok(None);
            };
            differences
                .iter_mut()
                .zip(of_rows)
                .for_each(|(difference, loss)| *difference += weight * loss);
        }
        Ok(Some(differences))
    }

    /// sd(d)/√n of the per-row differences d; groups count as one observation each.
    fn error_by_rows(&self, differences: &[f64]) -> f64 {
        let middle = mean(differences);
        let mut by_group = std::collections::BTreeMap::<u32, f64>::new();
        for (difference, &group) in differences.iter().zip(self.groups) {
            *by_group.entry(group).or_default() += difference - middle;
        }
        let sums: Vec<f64> = by_group.into_values().collect();
        deviation(&sums) * (sums.len() as f64).sqrt() / differences.len() as f64
    }
}
