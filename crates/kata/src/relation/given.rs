//! Relations to something else than the right answer: an argument returned as it is, one number whatever the input, no number
//! at all.

use std::collections::BTreeSet;

use ndarray::ArrayD;

use super::super::difference::is_close;
use super::super::function::Parameter;
use super::candidate::{Candidate, Form, Tier};
use super::fitted::short;
use super::sample::{Kind, Sample};

/// Answers that do not depend on the right one.
pub fn candidates<'a>(kind: Kind, wrong: &[&Sample], parameters: &'a [Parameter]) -> Vec<Candidate<'a>> {
    let mut candidates: Vec<Candidate> = parameters
        .iter()
        .enumerate()
        .map(|(place, parameter)| argument(place, &parameter.name))
        .collect();
    let others: BTreeSet<&String> = wrong.iter().flat_map(|sample| sample.elsewhere.keys()).collect();
    candidates.extend(others.into_iter().map(|name| elsewhere(name)));
    if kind == Kind::Float {
        let named = || parameters.iter().map(|parameter| parameter.name.as_str()).enumerate();
        candidates.extend(named().flat_map(|(place, name)| statistics(place, name)));
        candidates.extend(named().map(|(place, name)| member(place, name)));
        candidates.push(unlike(
            "not-a-number",
            "is NaN wherever it is wrong",
            "0/0, the logarithm or root of a negative number, ∞ − ∞, or a missing value that went through",
            f64::is_nan,
        ));
        candidates.push(unlike(
            "zero",
            "is 0 wherever it is wrong",
            "a starting value that is never updated, a division of whole numbers, terms that cancel, or a fallback or a lower bound \
             that is another than is due",
            |answer| answer.abs() < 1e-12,
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

/// The right answer of another function to the same arguments.
fn elsewhere<'a>(name: &str) -> Candidate<'a> {
    let form = Form::new(
        format!("answer-of-{name}"),
        format!("is what `{name}` should return"),
        "two functions or formulas mistaken for each other",
    );
    let own = name.to_owned();
    Candidate::new(form, Tier::Given, move |sample: &Sample| sample.elsewhere.get(&own).cloned()).sparing_right_answers()
}

type Statistic = fn(&[f64]) -> f64;

const STATISTICS: &[(&str, Statistic)] = &[
    ("mean", |sorted| sorted.iter().sum::<f64>() / sorted.len() as f64),
    ("sum", |sorted| sorted.iter().sum()),
    ("median", |sorted| {
        (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / 2.0
    }),
    ("smallest value", |sorted| sorted[0]),
    ("largest value", |sorted| sorted[sorted.len() - 1]),
];

/// One statistic of an argument in every wrong place.
fn statistics<'a>(place: usize, name: &str) -> Vec<Candidate<'a>> {
    let candidate = |&(what, of): &(&str, Statistic)| {
        let form = Form::new(
            format!("{}-of-{name}", what.replace(' ', "-")),
            format!("is the {what} of `{name}` wherever it is wrong"),
            format!("the {what} of all of `{name}` stands for a result that is not computed, or falls back on it"),
        );
        let predict = move |sample: &Sample| {
            let mut sorted: Vec<f64> = sample.arguments.get(place)?.as_ref()?.iter().copied().collect();
            sorted.sort_by(f64::total_cmp);
            let value = (sorted.len() > 1).then(|| of(&sorted)).filter(|value| *value != 0.0)?;
            replaced(sample, |_, answer| is_close(answer, value, sample.tolerance))
        };
        Candidate {
            telling: 1,
            ..Candidate::new(form, Tier::Given, predict).sparing_right_answers()
        }
    };
    STATISTICS.iter().map(candidate).collect()
}

/// Values of an argument where the right number is none of them.
fn member<'a>(place: usize, name: &str) -> Candidate<'a> {
    let form = Form::new(
        format!("value-of-{name}"),
        format!("is a value out of `{name}` where the right number lies between its values"),
        "the nearest value taken, or the lower or upper of two, where a number between two is due",
    );
    let predict = move |sample: &Sample| {
        let values = sample.arguments.get(place)?.as_ref()?;
        let is_value = |number: f64| values.iter().any(|value| is_close(number, *value, sample.tolerance));
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let is_between = |number: f64| low < number && number < high && !is_value(number);
        replaced(sample, |right, answer| is_value(answer) && is_between(right))
    };
    Candidate::new(form, Tier::FittedEach, predict).sparing_right_answers()
}

/// The answer, if each of its wrong numbers is as `is_it` says of the right and the answered one.
fn replaced(sample: &Sample, is_it: impl Fn(f64, f64) -> bool) -> Option<ArrayD<f64>> {
    let holds = || sample.differing().iter().all(|(right, answer)| is_it(*right, *answer));
    (sample.has_same_shape() && holds()).then(|| sample.answer.clone())
}

fn unlike<'a>(id: &str, said: &str, causes: &str, is_it: fn(f64) -> bool) -> Candidate<'a> {
    let predict = move |sample: &Sample| replaced(sample, |_, answer| is_it(answer));
    Candidate::new(Form::new(id, said, causes), Tier::Given, predict)
        .counting_places()
        .sparing_right_answers()
}

/// The number that the first wrong answer holds throughout, as the answer to everything; 0 is told by its places.
fn constant<'a>(wrong: &[&Sample]) -> Option<Candidate<'a>> {
    let number = *wrong.first()?.answer.first()?;
    if number.is_nan() || number.abs() < 1e-12 {
        return None;
    }
    let form = Form::new(
        "constant",
        format!("is {} each time", short(number)),
        match number.fract() == 0.0 {
            true => "a division of whole numbers, one branch that is always taken, or what depends on the arguments cancels",
            false => "one branch is always taken, or what depends on the arguments cancels or is not used",
        },
    );
    let predict = move |sample: &Sample| {
        sample
            .has_same_shape()
            .then(|| ArrayD::from_elem(sample.right.raw_dim(), number))
    };
    Some(Candidate::new(form, Tier::Given, predict))
}
