//! Relations to something else than the right answer: an argument returned as it is, one number whatever the input, no number
//! at all.

use ndarray::ArrayD;

use super::super::function::Parameter;
use super::candidate::{Candidate, Form, Tier};
use super::sample::{Kind, Sample};

/// Answers that do not depend on the right one.
pub fn candidates<'a>(kind: Kind, wrong: &[&Sample], parameters: &'a [Parameter]) -> Vec<Candidate<'a>> {
    let mut candidates: Vec<Candidate> = parameters
        .iter()
        .enumerate()
        .map(|(place, parameter)| argument(place, &parameter.name))
        .collect();
    if kind == Kind::Float {
        candidates.push(unlike(
            "not-a-number",
            "is NaN wherever it is wrong",
            "0/0, the logarithm or root of a negative number, ∞ − ∞, or a missing value that went through",
            f64::is_nan,
        ));
        candidates.push(unlike(
            "infinite",
            "is infinite wherever it is wrong",
            "a division by 0, the logarithm of 0, or exp of a large number",
            f64::is_infinite,
        ));
    }
    if kind != Kind::Text {
        candidates.extend(constant(wrong));
    }
    candidates
}

fn argument<'a>(place: usize, name: &str) -> Candidate<'a> {
    let form = Form::new(
        format!("argument-{name}"),
        format!("is the argument `{name}` as it came"),
        "the wrong variable returned, or a result that is computed and not kept",
    );
    Candidate::new(form, Tier::Given, move |sample: &Sample| sample.arguments.get(place)?.clone()).counting_places()
}

fn unlike<'a>(id: &str, said: &str, causes: &str, is_it: fn(f64) -> bool) -> Candidate<'a> {
    let marked = move |right: f64, answer: f64| if is_it(answer) { answer } else { right };
    let predict = move |sample: &Sample| {
        let mut predicted = sample.right.clone();
        sample
            .has_same_shape()
            .then(|| predicted.zip_mut_with(&sample.answer, |right, answer| *right = marked(*right, *answer)))?;
        Some(predicted)
    };
    Candidate::new(Form::new(id, said, causes), Tier::Given, predict)
        .counting_places()
        .sparing_right_answers()
}

/// The number that the first wrong answer holds throughout, as the answer to everything.
fn constant<'a>(wrong: &[&Sample]) -> Option<Candidate<'a>> {
    let number = *wrong.first()?.answer.first()?;
    if number.is_nan() {
        return None;
    }
    let form = Form::new(
        "constant",
        format!("is {number} whatever the arguments"),
        "a starting value that is never updated, a branch that is always taken, or a division of whole numbers",
    );
    let predict = move |sample: &Sample| {
        sample
            .has_same_shape()
            .then(|| ArrayD::from_elem(sample.right.raw_dim(), number))
    };
    Some(Candidate::new(form, Tier::Given, predict))
}
