//! Relations number by number: the square of the right one, its logarithm, one minus it.

use super::candidate::{Candidate, Form, Tier};
use super::sample::{Kind, Sample};

type Of = fn(f64) -> f64;

const NUMERIC: &[(&str, &str, &str, Of)] = &[
    (
        "negative",
        "is the right one with the other sign",
        "operands of a subtraction swapped; a minus missing or too many",
        |right| -right,
    ),
    (
        "square",
        "is the square of the right one",
        "a square root left out (a variance for a deviation, a mean square for its root)",
        |right| right * right,
    ),
    (
        "square-root",
        "is the square root of the right one",
        "a square root too many (a deviation for a variance)",
        f64::sqrt,
    ),
    (
        "logarithm",
        "is the natural logarithm of the right one",
        "a logarithm too many, or no exp at the end",
        f64::ln,
    ),
    (
        "logarithm-of-one-more",
        "is ln(1 + the right one)",
        "log1p not undone with expm1",
        f64::ln_1p,
    ),
    (
        "negative-logarithm",
        "is minus the logarithm of the right one",
        "a loss returned for a probability",
        |right| -right.ln(),
    ),
    (
        "exponential",
        "is e to the power of the right one",
        "no logarithm taken at the end, or exp applied once too often",
        f64::exp,
    ),
    (
        "exponential-less-one",
        "is exp(the right one) − 1",
        "a logarithm not taken, or undone once too often",
        f64::exp_m1,
    ),
    (
        "one-minus",
        "is 1 minus the right one",
        "the opposite counted (misses for hits, the other class), or `1 -` missing or too many",
        |right| 1.0 - right,
    ),
    (
        "reciprocal",
        "is 1 divided by the right one",
        "numerator and denominator swapped",
        f64::recip,
    ),
    (
        "absolute",
        "is the right one without its sign",
        "an abs too many, or a square and its root",
        f64::abs,
    ),
    (
        "twice-less-one",
        "is 2 · the right one − 1",
        "a score rescaled from 0…1 to −1…1",
        |right| 2.0 * right - 1.0,
    ),
    (
        "half-of-one-more",
        "is half of (1 + the right one)",
        "a score rescaled from −1…1 to 0…1",
        |right| (1.0 + right) / 2.0,
    ),
    (
        "larger-of-it-and-the-rest",
        "is the larger of the right one and 1 minus it",
        "the direction is thrown away: a value below ½ is turned round",
        |right| right.max(1.0 - right),
    ),
    (
        "clipped-to-unit",
        "is the right one clipped to the range 0…1",
        "a clip to 0…1, or the belief that it cannot leave that range",
        |right| right.clamp(0.0, 1.0),
    ),
    (
        "clipped-at-zero",
        "is the right one with 0 for whatever is negative",
        "a max(0, …), or the belief that it cannot be negative",
        |right| right.max(0.0),
    ),
    (
        "presence",
        "is 1 where the right one is more than 0, else 0",
        "presence noted where occurrences are counted",
        |right| f64::from(u8::from(right > 0.0)),
    ),
    (
        "whole-part",
        "is the right one cut to a whole number",
        "a division of whole numbers (`//`), or a cast to int",
        |right| {
            if (right - right.round()).abs() < 1e-9 {
                right.round()
            } else {
                right.trunc()
            }
        },
    ),
    (
        "floored",
        "is the right one rounded down to a whole number",
        "floor division (`//`)",
        f64::floor,
    ),
];

/// Those that make sense of whole numbers.
const OF_WHOLE: &[&str] = &["negative", "absolute", "presence"];

/// A function of each number by itself.
pub fn candidates<'a>(kind: Kind) -> Vec<Candidate<'a>> {
    let each = |&(id, said, causes, of): &(&str, &str, &str, Of)| {
        Candidate::new(Form::new(id, said, causes), Tier::Named, move |sample: &Sample| {
            sample.has_same_shape().then(|| sample.right.mapv(of))
        })
    };
    match kind {
        Kind::Float => NUMERIC.iter().map(each).chain([in_the_right_places()]).collect(),
        Kind::Whole => NUMERIC.iter().filter(|(id, ..)| OF_WHOLE.contains(id)).map(each).collect(),
        Kind::Truth => vec![
            Candidate::new(
                Form::new(
                    "opposite",
                    "has true for false and false for true",
                    "a condition turned round",
                ),
                Tier::Named,
                |sample: &Sample| sample.has_same_shape().then(|| sample.right.mapv(|truth| 1.0 - truth)),
            )
            .counting_places(),
        ],
        Kind::Text => Vec::new(),
    }
}

/// Zeros where zeros are due, and other numbers where numbers are.
fn in_the_right_places<'a>() -> Candidate<'a> {
    let form = Form::new(
        "right-places",
        "is 0 exactly where 0 is due, and another number than is due elsewhere",
        "a code, a count or a weight where a 1 is due, or the other way round",
    );
    let predict = |sample: &Sample| {
        let zeros = sample.right.iter().filter(|right| **right == 0.0).count();
        let is_sparse = zeros >= 2 && 2 * zeros >= sample.right.len();
        let same = || {
            sample
                .right
                .iter()
                .zip(&sample.answer)
                .all(|(right, answer)| (*right == 0.0) == (*answer == 0.0))
        };
        (sample.has_same_shape() && (!sample.is_wrong() || is_sparse && same())).then(|| sample.answer.clone())
    };
    Candidate::new(form, Tier::FittedEach, predict).counting_places()
}
