//! Probabilities that are too sure, or not sure enough.

use super::subject::{Rows, ScoreRows, Subject};
use crate::metrics::{Needs, log_loss_of_row};
use crate::statistics::mean;

pub const ID: &str = "uncalibrated-probabilities";

/// |Z| of Spiegelhalter's test (two-sided p < .001).
const SPIEGELHALTER: f64 = 3.29;
/// Recalibration must lower the log loss by at least this share.
const GAIN: f64 = 0.05;
/// Logits are kept inside ± this.
const LOGIT_LIMIT: f64 = 30.0;
const NEWTON_STEPS: usize = 25;

/// Spiegelhalter's |Z| > 3.29 and at least 5 % less log loss after a recalibration fitted on the other half of the rows.
pub fn detect(subject: &Subject) -> Option<String> {
    let Rows::Scores(ScoreRows { truth, learner }) = &subject.rows else {
        return None;
    };
    if subject.metric.needs() != Needs::Probabilities {
        return None;
    }
    let (truth, learner) = (subject.scored(truth), subject.scored(learner));
    let z = spiegelhalter(&truth, &learner);
    let before = log_loss(&truth, &learner);
    let after = log_loss(&truth, &recalibrated(&truth, &learner));
    (z.abs() > SPIEGELHALTER && after < (1.0 - GAIN) * before).then(|| {
        let side = if slope(&truth, &learner) < 1.0 {
            "too sure"
        } else {
            "not sure enough"
        };
        format!("your probabilities are {side}: recalibrated on other rows, their log loss falls from {before:.3} to {after:.3}")
    })
}

/// Σ(y − p)(1 − 2p), standardised (Spiegelhalter 1986).
fn spiegelhalter(truth: &[i64], probabilities: &[f64]) -> f64 {
    let (mut sum, mut spread) = (0.0, 0.0);
    for (&truth, &p) in truth.iter().zip(probabilities) {
        sum += (truth as f64 - p) * (1.0 - 2.0 * p);
        spread += (1.0 - 2.0 * p).powi(2) * p * (1.0 - p);
    }
    // Certain and wrong is as uncalibrated as can be, though its variance claims to be 0.
    if sum == 0.0 { 0.0 } else { sum / spread.sqrt() }
}

fn log_loss(truth: &[i64], probabilities: &[f64]) -> f64 {
    let losses = truth.iter().zip(probabilities).map(|(&truth, &p)| log_loss_of_row(truth, p));
    mean(&losses.collect::<Vec<_>>())
}

/// Each half mapped by the logistic curve fitted on the other.
fn recalibrated(truth: &[i64], probabilities: &[f64]) -> Vec<f64> {
    let half = |parity: usize| (parity..truth.len()).step_by(2);
    let fits = [1, 0].map(|parity| {
        let rows: Vec<(i64, f64)> = half(parity).map(|row| (truth[row], probabilities[row])).collect();
        platt(&rows)
    });
    probabilities
        .iter()
        .enumerate()
        .map(|(row, &p)| sigmoid(fits[row % 2][0] + fits[row % 2][1] * logit(p)))
        .collect()
}

fn slope(truth: &[i64], probabilities: &[f64]) -> f64 {
    platt(&truth.iter().copied().zip(probabilities.iter().copied()).collect::<Vec<_>>())[1]
}

/// Intercept and slope of logit(P(1)) on logit(p), by Newton's method with a little ridge so that separable rows stay finite.
fn platt(rows: &[(i64, f64)]) -> [f64; 2] {
    let ridge = 1e-3;
    let [mut intercept, mut slope] = [0.0, 0.0];
    for _ in 0..NEWTON_STEPS {
        let (mut g0, mut g1) = (-ridge * intercept, -ridge * (slope - 1.0));
        let (mut h00, mut h01, mut h11) = (ridge, 0.0, ridge);
        for &(truth, p) in rows {
            let x = logit(p);
            let fitted = sigmoid(intercept + slope * x);
            let (error, weight) = (truth as f64 - fitted, fitted * (1.0 - fitted));
            g0 += error;
            g1 += error * x;
            h00 += weight;
            h01 += weight * x;
            h11 += weight * x * x;
        }
        let determinant = h00 * h11 - h01 * h01;
        intercept += (h11 * g0 - h01 * g1) / determinant;
        slope += (h00 * g1 - h01 * g0) / determinant;
    }
    [intercept, slope]
}

fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln().clamp(-LOGIT_LIMIT, LOGIT_LIMIT)
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
