//! Relations of digits: the right answer rounded, cut, in single precision, or right to a few digits.

use super::candidate::{Candidate, Form, Tier};
use super::sample::{Kind, Sample};

/// Two numbers closer than this, relative to the right one, agree in their leading digits.
const NEAR: f64 = 1e-4;

/// The right numbers in fewer digits.
pub fn candidates<'a>(kind: Kind) -> Vec<Candidate<'a>> {
    if kind != Kind::Float {
        return Vec::new();
    }
    let mut candidates: Vec<Candidate> = (0..=8).map(rounded).collect();
    candidates.push(numbers(
        Form::new(
            "single-precision",
            "is right to about seven digits and has no more: it is in single precision (float32)",
            "an array or a cast to float32 (`f32`)",
        ),
        Tier::Arranged,
        |right, answer| is_near(right, answer) && f64::from(answer as f32) == answer,
    ));
    candidates.push(numbers(
        Form::new(
            "nearly",
            "is right in its first four digits or more, and not beyond",
            "a small constant added (in a denominator or a logarithm), a constant typed with few digits, single precision, or an \
             iteration that ends early",
        ),
        Tier::FittedEach,
        is_near,
    ));
    candidates.push(numbers(
        Form::new(
            "whole-numbers",
            "is a whole number where the right one is none",
            "a division that is missing or one of whole numbers, a cast to int, or a count or a position in place of a share",
        ),
        Tier::FittedEach,
        |right, answer| answer.fract() == 0.0 && right.fract().abs() > 1e-9,
    ));
    candidates
}

fn rounded<'a>(places: i32) -> Candidate<'a> {
    let said = match places {
        0 => "is the right one rounded to a whole number".to_owned(),
        1 => "is the right one rounded to one place".to_owned(),
        places => format!("is the right one rounded to {places} places"),
    };
    let form = Form::new(format!("rounded-to-{places}"), said, "a `round` that was not asked for");
    let unit = 10_f64.powi(-places);
    numbers(form, Tier::Arranged, move |right, answer| {
        let is_nearest = answer != 0.0 && (answer - right).abs() <= 0.5 * unit * (1.0 + 1e-9);
        is_nearest && is_written_in(answer, places)
    })
}

/// Whether `places` decimal places write the number as it is.
fn is_written_in(number: f64, places: i32) -> bool {
    let written: Result<f64, _> = format!("{number:.*}", places.unsigned_abs() as usize).parse();
    written.is_ok_and(|written| (written - number).abs() <= 1e-15 * number.abs())
}

/// Holds where every wrong number stands in the relation `is_it` to the right one.
fn numbers<'a>(form: Form, tier: Tier, is_it: impl Fn(f64, f64) -> bool + 'a) -> Candidate<'a> {
    let predict = move |sample: &Sample| {
        let holds = || sample.differing().iter().all(|(right, answer)| is_it(*right, *answer));
        (sample.has_same_shape() && holds()).then(|| sample.answer.clone())
    };
    Candidate::new(form, tier, predict)
}

fn is_near(right: f64, answer: f64) -> bool {
    right.is_finite() && answer.is_finite() && (answer - right).abs() <= NEAR * right.abs()
}
