//! Predictions in another unit than the target: a logarithm, a z-score, thousands.

use super::subject::{RealRows, Rows, Subject, mean_absolute};
use crate::checks::shown;
use crate::finding::Finding;
use crate::statistics::{correlation, deviation, mean, normal_tail, ranks, z_of_mean};
use crate::training::RealSummary;

pub const ID: &str = "wrong-space";
pub const LOGARITHM: &str = "wrong-space/logarithm";
pub const LOGARITHM_10: &str = "wrong-space/logarithm-10";
pub const LOGARITHM_2: &str = "wrong-space/logarithm-2";
pub const OTHER_BASE: &str = "wrong-space/other-base";
pub const ROOT: &str = "wrong-space/root";
pub const EXPONENTIAL: &str = "wrong-space/exponential";
pub const STANDARDISED: &str = "wrong-space/standardised";
pub const STANDARDISED_LOGARITHM: &str = "wrong-space/standardised-logarithm";
pub const MIN_MAX: &str = "wrong-space/min-max";
pub const THOUSANDS: &str = "wrong-space/thousands";
pub const LINE: &str = "wrong-space/line";

/// The map must cut the learner's error to less than this share of it …
const OF_LEARNER: f64 = 0.5;
/// … and to less than this share of the baseline's.
const OF_BASELINE: f64 = 0.9;
/// … beyond chance, shared among all maps tried.
const SIGNIFICANCE: f64 = 0.001;

/// A line or a curve is fitted where predictions go with the truth nearly as the reference's do: this share of its correlation.
const RIGHT_ORDER: f64 = 0.85;

/// A way back from the space the predictions seem to be in.
struct Inverse {
    id: &'static str,
    /// `np.expm1, because they look like logarithms`.
    words: &'static str,
    apply: Box<dyn Fn(f64) -> f64>,
}

/// No better than the baseline, and one of K inverse maps T has MAE(Tŷ) < ½·MAE(ŷ), < 0.9·MAE(baseline), paired p < .001/K.
/// A line or a curve through half of the rows fits many things: it speaks where no known way back does.
pub fn detect(subject: &Subject) -> Option<Finding> {
    let Rows::Real(rows) = &subject.rows else { return None };
    if subject.decision.beats_baseline() {
        return None;
    }
    let (truth, learner) = (subject.scored(rows.truth), subject.scored(rows.learner));
    let baseline = subject.scored(rows.baseline);
    let (of_learner, of_baseline) = (mean_absolute(&truth, &learner), mean_absolute(&truth, &baseline));
    let mut inverses = inverses(rows.train);
    let reference = subject.scored(rows.reference);
    let goes_with = |values: &[f64]| correlation(&ranks(&truth), &ranks(values));
    if goes_with(&learner) > RIGHT_ORDER * goes_with(&reference) {
        let along = |values: &[f64]| correlation(&truth, values);
        let is_line = along(&learner) > RIGHT_ORDER * along(&reference);
        inverses.extend(is_line.then(|| line(&truth, &learner)));
        inverses.push(curve(&truth, &learner));
    }
    let bound = SIGNIFICANCE / inverses.len() as f64;
    let restored = inverses.iter().filter_map(|inverse| {
        let mapped: Vec<f64> = learner.iter().map(|&value| (inverse.apply)(value)).collect();
        let error = mean_absolute(&truth, &mapped);
        let fits = error < OF_LEARNER * of_learner && error < OF_BASELINE * of_baseline;
        (fits && paired_tail(&truth, &baseline, &mapped) < bound).then_some((inverse, error))
    });
    let best = restored.min_by(|left, right| {
        let fitted = |found: &(&Inverse, f64)| {
            [LINE, ID]
                .iter()
                .position(|id| *id == found.0.id)
                .map_or(0, |place| place + 1)
        };
        fitted(left).cmp(&fitted(right)).then(left.1.total_cmp(&right.1))
    });
    let (inverse, error) = best?;
    Some(Finding::new(inverse.id, words(subject, rows, inverse, of_learner, error)))
}

/// Every other value.
fn half(values: &[f64]) -> Vec<f64> {
    values.iter().copied().step_by(2).collect()
}

/// The rank of a prediction among every other one, read as that rank among their truths.
fn curve(truth: &[f64], learner: &[f64]) -> Inverse {
    let (mut truth, mut learner) = (half(truth), half(learner));
    truth.sort_by(f64::total_cmp);
    learner.sort_by(f64::total_cmp);
    let last = truth.len() - 1;
    inverse(
        ID,
        "stretching them as the truth is spread, in the order they have",
        move |value| truth[learner.partition_point(|known| *known < value).min(last)],
    )
}

/// The straight line that gives predictions the mean and the spread of the truth; every other row is looked at.
fn line(truth: &[f64], learner: &[f64]) -> Inverse {
    let (truth, learner) = (half(truth), half(learner));
    let slope = deviation(&truth) / deviation(&learner);
    let offset = mean(&truth) - slope * mean(&learner);
    inverse(LINE, "a fitted factor and offset", move |value| slope * value + offset)
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
    let other_base = std::f64::consts::LN_10;
    let mut inverses = vec![
        inverse(
            LOGARITHM,
            "undoing the logarithm (expm1 undoes log1p, exp undoes log)",
            f64::exp_m1,
        ),
        inverse(LOGARITHM_10, "10 to that power (it undoes log10)", |value| 10_f64.powf(value)),
        inverse(LOGARITHM_2, "2 to that power (it undoes log2)", f64::exp2),
        inverse(
            OTHER_BASE,
            "raising them to the power 2.303 (log10 is undone by 10**p, not by exp)",
            move |value| value.max(0.0).powf(other_base),
        ),
        inverse(
            OTHER_BASE,
            "raising them to the power 0.434 (log is undone by exp, not by 10**p)",
            move |value| value.max(0.0).powf(1.0 / other_base),
        ),
        inverse(ROOT, "squaring them (it undoes the root)", |value| value * value.abs()),
        inverse(
            EXPONENTIAL,
            "taking the logarithm (exp was applied once too often)",
            |value| value.max(f64::MIN_POSITIVE).ln(),
        ),
        inverse(
            STANDARDISED,
            "undoing the standardisation (times the train deviation, plus the mean)",
            move |value| value * deviation + mean,
        ),
        inverse(MIN_MAX, "undoing the min-max scaling", move |value| value * width + low),
        inverse(THOUSANDS, "multiplying by 1,000", |value| value * 1e3),
        inverse(THOUSANDS, "multiplying by 1,000,000", |value| value * 1e6),
        inverse(THOUSANDS, "dividing by 1,000", |value| value / 1e3),
    ];
    if let Some([mean, deviation]) = train.log {
        inverses.push(inverse(
            STANDARDISED_LOGARITHM,
            "undoing the standardisation and then the logarithm",
            move |value| (value * deviation + mean).exp_m1(),
        ));
    }
    inverses
}

fn inverse(id: &'static str, words: &'static str, apply: impl Fn(f64) -> f64 + 'static) -> Inverse {
    Inverse {
        id,
        words,
        apply: Box::new(apply),
    }
}
