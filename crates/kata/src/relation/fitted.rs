//! Relations with a number learned from the answers: the right one times a constant, or off by one, as a whole, by row or by
//! column.

use ndarray::{ArrayD, ArrayViewD, Axis};

use super::candidate::{Candidate, Form, Tier};
use super::order::lanes;
use super::sample::{Kind, Sample};

/// How an answer leaves the right one.
#[derive(Clone, Copy, PartialEq)]
enum Departure {
    Times,
    Plus,
}

impl Departure {
    /// The number that leads from `right` to `answer`; none where any would.
    fn learn(self, right: f64, answer: f64) -> Option<f64> {
        let learned = match self {
            Departure::Times => answer / right,
            Departure::Plus => answer - right,
        };
        let is_free = self == Departure::Times && right == 0.0;
        (learned.is_finite() && !is_free).then_some(learned)
    }

    fn apply(self, right: f64, learned: f64) -> f64 {
        match self {
            Departure::Times => right * learned,
            Departure::Plus => right + learned,
        }
    }

    /// The number learned from the largest of the right numbers, where it is known best.
    fn learn_from(self, right: &ArrayViewD<f64>, answer: &ArrayViewD<f64>) -> Option<f64> {
        let pairs = right
            .iter()
            .zip(answer)
            .filter_map(|(right, answer)| Some((right.abs(), self.learn(*right, *answer)?)));
        pairs
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, learned)| learned)
    }
}

/// Relations with one number for all samples, or with one for each answer, row or column; the right answer has `axes` axes.
pub fn candidates<'a>(kind: Kind, axes: usize, wrong: &[&Sample]) -> Vec<Candidate<'a>> {
    if matches!(kind, Kind::Truth | Kind::Text) {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    let mut departures = vec![Departure::Plus];
    if kind == Kind::Float {
        departures.push(Departure::Times);
    }
    for departure in departures {
        let first = wrong
            .iter()
            .filter(|sample| sample.has_same_shape())
            .find_map(|sample| departure.learn_from(&sample.right.view(), &sample.answer.view()));
        candidates.extend(first.map(|learned| one_for_all(departure, learned)));
        if axes > 0 && kind == Kind::Float {
            candidates.push(one_for_each(departure));
        }
        if axes == 2 && kind == Kind::Float {
            candidates.extend((0..axes).map(|axis| one_for_each_lane(departure, axis, axes)));
        }
    }
    candidates
}

fn one_for_all<'a>(departure: Departure, learned: f64) -> Candidate<'a> {
    let form = match departure {
        Departure::Plus if learned < 0.0 => Form::new(
            "too-low-by-a-constant",
            format!("is the right one less {}, each time", short(-learned)),
            cause_of_offset(learned),
        ),
        Departure::Plus => Form::new(
            "too-high-by-a-constant",
            format!("is the right one plus {}, each time", short(learned)),
            cause_of_offset(learned),
        ),
        Departure::Times => Form::new(
            "times-a-constant",
            format!("is {} times the right one, each time", short(learned)),
            "a constant factor missing, too many or another than is due",
        ),
    };
    Candidate::new(form, Tier::Fitted, move |sample: &Sample| {
        sample
            .has_same_shape()
            .then(|| sample.right.mapv(|right| departure.apply(right, learned)))
    })
}

fn cause_of_offset(learned: f64) -> &'static str {
    if learned.abs() == 1.0 {
        "counting from 1 where 0 is first or the other way round, or a 1 missing or too many"
    } else {
        "a constant term missing, too many or another than is due"
    }
}

fn one_for_each<'a>(departure: Departure) -> Candidate<'a> {
    let form = match departure {
        Departure::Plus => Form::new(
            "off-by-a-constant-a-case",
            "is off by one and the same number throughout, another in each case",
            "a shift (a mean, a maximum, a normalising logarithm) missing, too many or another than is due",
        ),
        Departure::Times => Form::new(
            "in-proportion",
            "is the right one times one number, another in each case",
            "not divided by the right total, mean, norm or number of rows, or divided once too often",
        ),
    };
    Candidate::new(form, Tier::FittedEach, move |sample: &Sample| {
        if !sample.has_same_shape() || sample.right.len() < 3 {
            return (!sample.is_wrong()).then(|| sample.right.clone());
        }
        let learned = departure.learn_from(&sample.right.view(), &sample.answer.view())?;
        Some(sample.right.mapv(|right| departure.apply(right, learned)))
    })
    .spending(|_| 1)
}

fn one_for_each_lane<'a>(departure: Departure, axis: usize, axes: usize) -> Candidate<'a> {
    let name = lanes(axis, axes);
    let one = name.trim_end_matches('s');
    let form = match departure {
        Departure::Plus => Form::new(
            format!("off-by-a-constant-a-{one}"),
            format!("is off by one and the same number throughout each {one}, another in each"),
            format!(
                "what is added to or taken from a whole {one} (a mean, a maximum, the logarithm of a denominator) is another than is due"
            ),
        ),
        Departure::Times => Form::new(
            format!("in-proportion-by-{one}"),
            format!("has each {one} in the right proportions, but times a number of its own"),
            format!("what a whole {one} is divided by (a total, a norm, a deviation) is another than is due"),
        ),
    };
    Candidate::new(form, Tier::FittedEach, move |sample: &Sample| {
        if !sample.has_same_shape() {
            return None;
        }
        let mut predicted: ArrayD<f64> = sample.right.clone();
        let answers = sample.answer.axis_iter(Axis(axis));
        for (mut lane, answer) in predicted.axis_iter_mut(Axis(axis)).zip(answers) {
            let Some(learned) = departure.learn_from(&lane.view(), &answer) else {
                continue;
            };
            lane.mapv_inplace(|right| departure.apply(right, learned));
        }
        Some(predicted)
    })
    .spending(if axis == 0 {
        |sample| differing_lanes(sample, 0)
    } else {
        |sample| differing_lanes(sample, 1)
    })
}

/// How many lanes hold a wrong number: each spends one.
fn differing_lanes(sample: &Sample, axis: usize) -> usize {
    let pairs = sample.right.axis_iter(Axis(axis)).zip(sample.answer.axis_iter(Axis(axis)));
    pairs.filter(|(right, answer)| right != answer).count()
}

/// A number in four digits.
pub fn short(number: f64) -> String {
    let rounded: f64 = format!("{number:.3e}").parse().unwrap_or(number);
    rounded.to_string()
}
