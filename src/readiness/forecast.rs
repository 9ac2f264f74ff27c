//! Readiness → the chance of passing an exam today, or why none is named.

use std::f64::consts::FRAC_1_SQRT_2;

use serde::Serialize;

use super::learner::{COVERED_ENOUGH, is_covered_enough};

/// How long a mock exam speaks for the next.
pub(super) const EXAM_DAYS: f64 = 30.0;

/// What the formula cannot know of an exam: its own difficulty (standard deviation) and the number of its questions.
const EXAM_DEVIATION: f64 = 0.05;
const EXAM_QUESTIONS: f64 = 40.0;

const HIGHEST: f64 = 0.95;
const HIGHEST_WITHOUT_EXAM: f64 = 0.70;

/// The chance of passing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Forecast {
    /// `cap` says what keeps `probability` from being higher, if anything does.
    Given { probability: f64, cap: Option<Cap> },
    /// Too little is covered to say.
    NoneYet { covered: f64, needed: f64 },
}

/// Why a probability is no higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// No more than the covered weight.
    Covered,
    /// Nobody is surer than 0.95.
    Certainty,
    /// No more than 0.70 without a mock exam in 30 days.
    NoExam,
}

pub(super) fn forecast(readiness: f64, standard_error: f64, cut: f64, covered: f64, sat_exam_lately: bool) -> Forecast {
    if !is_covered_enough(covered) {
        return Forecast::NoneYet {
            covered,
            needed: COVERED_ENOUGH,
        };
    }
    let sampling = readiness * (1.0 - readiness) / EXAM_QUESTIONS;
    let deviation = (standard_error.powi(2) + EXAM_DEVIATION.powi(2) + sampling).sqrt();
    let uncapped = normal((readiness - cut) / deviation);
    let exam_cap = if sat_exam_lately {
        f64::INFINITY
    } else {
        HIGHEST_WITHOUT_EXAM
    };
    let caps = [(exam_cap, Cap::NoExam), (covered, Cap::Covered), (HIGHEST, Cap::Certainty)];
    let (lowest, cap) = caps
        .into_iter()
        .reduce(|lowest, cap| if cap.0 < lowest.0 { cap } else { lowest })
        .expect("there are three caps");
    Forecast::Given {
        probability: uncapped.min(lowest),
        cap: (uncapped > lowest).then_some(cap),
    }
}

/// Φ(z).
fn normal(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(forecast: Forecast) -> (f64, Option<Cap>) {
        match forecast {
            Forecast::Given { probability, cap } => (probability, cap),
            Forecast::NoneYet { .. } => panic!("a forecast"),
        }
    }

    #[test]
    fn readiness_at_the_cut_is_an_even_chance() {
        assert_eq!(given(forecast(0.7, 0.03, 0.7, 1.0, true)), (0.5, None));
    }

    #[test]
    fn the_chance_is_the_normal_tail_of_the_distance_to_the_cut() {
        // √(.03² + .05² + .75·.25/40) = .0900; (.75 − .70)/.0900 = .5556; Φ = .7108.
        let (probability, cap) = given(forecast(0.75, 0.03, 0.7, 1.0, true));
        assert!((probability - 0.7108).abs() < 5e-4, "{probability}");
        assert_eq!(cap, None);
    }

    #[test]
    fn without_an_exam_nobody_is_surer_than_seven_in_ten() {
        assert_eq!(given(forecast(0.95, 0.03, 0.7, 1.0, false)), (0.70, Some(Cap::NoExam)));
    }

    #[test]
    fn with_an_exam_nobody_is_surer_than_what_is_covered_nor_than_19_in_20() {
        assert_eq!(given(forecast(0.95, 0.03, 0.7, 0.86, true)), (0.86, Some(Cap::Covered)));
        assert_eq!(given(forecast(0.99, 0.01, 0.7, 1.0, true)), (0.95, Some(Cap::Certainty)));
    }

    #[test]
    fn below_four_fifths_covered_nothing_is_forecast() {
        let none = Forecast::NoneYet {
            covered: 0.79,
            needed: 0.8,
        };
        assert_eq!(forecast(0.75, 0.03, 0.7, 0.79, true), none);
        // A sum of hundredths that rounding leaves just short of 0.8 is 0.8.
        let covered = 0.8 - 1e-16;
        assert!(matches!(forecast(0.75, 0.03, 0.7, covered, true), Forecast::Given { .. }));
    }
}
