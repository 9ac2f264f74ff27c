//! Predictions in another unit than the target: a logarithm, a z-score, thousands.

use super::subject::{RealRows, Rows, Subject, mean_absolute};
use crate::checks::shown;
use crate::statistics::{normal_tail, z_of_mean};
use crate::training::RealSummary;

pub const ID: &str = "wrong-space";

/// The map must cut the learner's error to less than this share of it …
const OF_LEARNER: f64 = 0.5;
/// … and to less than this share of the baseline's.
const OF_BASELINE: f64 = 0.9;
/// … beyond chance, shared among all maps tried.
const SIGNIFICANCE: f64 = 0.001;

/// A way back from the space the predictions seem to be in.
struct Inverse {
    /// `np.expm1, because they look like logarithms`.
    words: &'static str,
    apply: Box<dyn Fn(f64) -> f64>,
}

/// No better than the baseline, and one of K inverse maps T has MAE(Tŷ) < ½·MAE(ŷ), < 0.9·MAE(baseline), paired p < .001/K.
pub fn detect(subject: &Subject) -> Option<String> {
    let Rows::Real(rows) = &subject.rows else { return None };
    if subject.decision.beats_baseline() {
        return None;
    }
    let (truth, learner) = (subject.scored(rows.truth), subject.scored(rows.learner));
    let baseline = subject.scored(rows.baseline);
    let (of_learner, of_baseline) = (mean_absolute(&truth, &learner), mean_absolute(&truth, &baseline));
    let inverses = inverses(rows.train);
    let bound = SIGNIFICANCE / inverses.len() as f64;
    let restored = inverses.iter().filter_map(|inverse| {
        let mapped: Vec<f64> = learner.iter().map(|&value| (inverse.apply)(value)).collect();
        let error = mean_absolute(&truth, &mapped);
        let fits = error < OF_LEARNER * of_learner && error < OF_BASELINE * of_baseline;
        (fits && paired_tail(&truth, &baseline, &mapped) < bound).then_some((inverse, error))
    });
    let (inverse, error) = restored.min_by(|left, right| left.1.total_cmp(&right.1))?;
    Some(words(subject, rows, inverse, of_learner, error))
}

fn words(subject: &Subject, rows: &RealRows, inverse: &Inverse, before: f64, after: f64) -> String {
    let row = subject.held_out.scored[0];
    let value = rows.learner[row];
    let [from, to, before, after] = [value, (inverse.apply)(value), before, after].map(shown);
    let id = &subject.held_out.ids[row];
    let words = inverse.words;
    format!(
        "your predictions miss by {before} on average, and by {after} after {words}; for row {row} (id {id}), {from} becomes {to}"
    )
}

/// p of the mapped predictions being closer to the truth than the baseline by chance.
fn paired_tail(truth: &[f64], baseline: &[f64], mapped: &[f64]) -> f64 {
    let gains = truth.iter().zip(baseline).zip(mapped);
    let gains: Vec<f64> = gains
        .map(|((truth, baseline), mapped)| (truth - baseline).abs() - (truth - mapped).abs())
        .collect();
    normal_tail(z_of_mean(&gains))
}

fn inverses(train: &RealSummary) -> Vec<Inverse> {
    let (mean, deviation) = (train.mean, train.variance.sqrt());
    let (low, width) = (train.minimum, train.maximum - train.minimum);
    let mut inverses = vec![
        inverse("undoing the logarithm (expm1 undoes log1p, exp undoes log)", f64::exp_m1),
        inverse("10 to that power (it undoes log10)", |value| 10_f64.powf(value)),
        inverse("2 to that power (it undoes log2)", f64::exp2),
        inverse("squaring them (it undoes the root)", |value| value * value.abs()),
        inverse("taking the logarithm (exp was applied once too often)", |value| {
            value.max(f64::MIN_POSITIVE).ln()
        }),
        inverse(
            "undoing the standardisation (times the train deviation, plus the mean)",
            move |value| value * deviation + mean,
        ),
        inverse("undoing the min-max scaling", move |value| value * width + low),
        inverse("multiplying by 1,000", |value| value * 1e3),
        inverse("multiplying by 1,000,000", |value| value * 1e6),
        inverse("dividing by 1,000", |value| value / 1e3),
    ];
    if let Some([mean, deviation]) = train.log {
        inverses.push(inverse("undoing the standardisation and then the logarithm", move |value| {
            (value * deviation + mean).exp_m1()
        }));
    }
    inverses
}

fn inverse(words: &'static str, apply: impl Fn(f64) -> f64 + 'static) -> Inverse {
    Inverse {
        words,
        apply: Box::new(apply),
    }
}
