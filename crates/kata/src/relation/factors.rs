//! Relations of scale: the right answer times a well-known constant, or times a function of a length.

use std::collections::BTreeSet;
use std::f64::consts::{LN_2, LN_10};

use super::super::function::Parameter;
use super::candidate::{Candidate, Form, Tier};
use super::lengths::{self, Lengths};
use super::sample::{Kind, Sample};

const CONSTANTS: &[(&str, &str, &str, f64)] = &[
    (
        "times-ln-2",
        "ln 2 (0.693) times",
        "a logarithm to another base than is due: natural for binary",
        LN_2,
    ),
    (
        "over-ln-2",
        "1/ln 2 (1.443) times",
        "the logarithm to base 2 where the natural one is due",
        1.0 / LN_2,
    ),
    (
        "times-ln-10",
        "ln 10 (2.303) times",
        "a logarithm to another base than is due: natural for base 10",
        LN_10,
    ),
    (
        "over-ln-10",
        "1/ln 10 (0.434) times",
        "the logarithm to base 10 where the natural one is due",
        1.0 / LN_10,
    ),
    (
        "half",
        "half",
        "a factor 2 left out or a ½ too many (½ of a square, as textbooks write a loss), or an average of two where the sum is due",
        0.5,
    ),
    (
        "twice",
        "2 times",
        "a factor 2 too many or a ½ left out (the derivative of a square brings a 2), or something counted twice",
        2.0,
    ),
    (
        "four-times",
        "4 times",
        "a factor 2 applied twice, or doubled before it is squared",
        4.0,
    ),
    ("times-100", "100 times", "percent where a share is due", 100.0),
    ("over-100", "1/100 of", "a share where percent is due", 0.01),
];

type OfLength = fn(f64) -> f64;

/// Each with `{}` for the length's name.
const OF_LENGTH: &[(&str, &str, &str, OfLength)] = &[
    (
        "times-{}",
        "{} times",
        "a sum where the mean is due: the division by {} is missing",
        |n| n,
    ),
    (
        "over-{}",
        "1/{} of",
        "a mean where the sum is due, or divided by {} twice",
        |n| 1.0 / n,
    ),
    (
        "times-{}-squared",
        "{}² times",
        "multiplied by {} where dividing is due, or two divisions by {} are missing",
        |n| n * n,
    ),
    (
        "over-{}-squared",
        "1/{}² of",
        "divided by {} twice where it is not due",
        |n| 1.0 / (n * n),
    ),
    (
        "times-root-{}",
        "√{} times",
        "the division by {} is missing under the root, or a norm stands for a root mean square",
        f64::sqrt,
    ),
    (
        "over-root-{}",
        "1/√{} of",
        "divided by {} under the root once too often, or a standard error for a deviation",
        |n| 1.0 / n.sqrt(),
    ),
    (
        "times-{}-over-{}-less-1",
        "{}/({} − 1) times",
        "divided by {} − 1 where {} is due (`ddof=1`)",
        |n| n / (n - 1.0),
    ),
    (
        "times-{}-less-1-over-{}",
        "({} − 1)/{} times",
        "divided by {} where {} − 1 is due, or measured in variances that divide by {} − 1 where {} is due",
        |n| (n - 1.0) / n,
    ),
    (
        "times-root-{}-over-{}-less-1",
        "√({}/({} − 1)) times",
        "divided by {} − 1 under the root where {} is due (`ddof=1`)",
        |n| (n / (n - 1.0)).sqrt(),
    ),
    (
        "times-root-{}-less-1-over-{}",
        "√(({} − 1)/{}) times",
        "divided by {} under the root where {} − 1 is due; or by a deviation that divides by {} − 1 where {} is due",
        |n| ((n - 1.0) / n).sqrt(),
    ),
    (
        "times-{}-less-1",
        "({} − 1) times",
        "the division by {} − 1 is missing",
        |n| n - 1.0,
    ),
    (
        "over-{}-less-1",
        "1/({} − 1) of",
        "divided by {} − 1 where it is not due",
        |n| 1.0 / (n - 1.0),
    ),
    (
        "times-{}-over-{}-plus-1",
        "{}/({} + 1) times",
        "divided by {} + 1 where {} is due",
        |n| n / (n + 1.0),
    ),
    ("times-{}-over-2", "{}/2 times", "the sum halved where the mean is due", |n| {
        n / 2.0
    }),
];

/// Products with a constant and with functions of the lengths that all samples have.
pub fn candidates<'a>(kind: Kind, samples: &[Sample], parameters: &[Parameter]) -> Vec<Candidate<'a>> {
    if kind != Kind::Float {
        return Vec::new();
    }
    let constants = CONSTANTS.iter().map(|&(id, times, causes, factor)| {
        let form = Form::new(id, format!("is {times} the right one"), causes);
        scaled(form, move |_| Some(factor))
    });
    let names: BTreeSet<String> = samples.iter().flat_map(|sample| sample.lengths.keys().cloned()).collect();
    let of_names = names.iter().flat_map(|name| of_length(name, parameters));
    let ratios = names.iter().flat_map(|one| names.iter().map(move |other| (one, other)));
    let ratios = ratios
        .filter(|(one, other)| one != other)
        .map(|(one, other)| ratio(one, other, parameters));
    let logarithms = names
        .iter()
        .flat_map(|name| [1.0, -1.0].map(|sign| offset_by_logarithm(name, sign, parameters)));
    constants.chain(of_names).chain(ratios).chain(logarithms).collect()
}

fn of_length<'a>(name: &str, parameters: &[Parameter]) -> Vec<Candidate<'a>> {
    let counted = lengths::described(name, parameters);
    let candidate = |&(id, times, causes, of): &(&str, &str, &str, OfLength)| {
        let [id, times, causes] = [id, times, causes].map(|text| text.replace("{}", name));
        let form = Form::new(id, format!("is {times} the right one, {name} being {counted}"), causes);
        let own = name.to_owned();
        let factor = move |lengths: &Lengths| lengths.get(&own).map(|length| of(*length as f64));
        Candidate {
            length: Some(name.to_owned()),
            ..scaled(form, factor)
        }
    };
    OF_LENGTH.iter().map(candidate).collect()
}

fn ratio<'a>(one: &str, other: &str, parameters: &[Parameter]) -> Candidate<'a> {
    let counted = [one, other].map(|name| lengths::described(name, parameters));
    let said = format!(
        "is {one}/{other} times the right one, {one} being {} and {other} {}",
        counted[0], counted[1]
    );
    let causes = format!("divided by {other} where {one} is due");
    let names = [one, other].map(str::to_owned);
    let factor = move |lengths: &Lengths| match [lengths.get(&names[0])?, lengths.get(&names[1])?] {
        [one, other] if one != other => Some(*one as f64 / *other as f64),
        _ => None,
    };
    Candidate {
        length: Some(one.to_owned()),
        telling: 3,
        ..scaled(Form::new(format!("times-{one}-over-{other}"), said, causes), factor)
    }
}

fn scaled<'a>(form: Form, factor: impl Fn(&Lengths) -> Option<f64> + 'a) -> Candidate<'a> {
    Candidate::new(form, Tier::Named, move |sample: &Sample| {
        let factor = factor(&sample.lengths)?;
        sample
            .has_same_shape()
            .then(|| sample.right.mapv(|right| product(factor, right)))
    })
}

/// Nothing stays nothing, however often it is taken.
fn product(factor: f64, right: f64) -> f64 {
    if right == 0.0 { 0.0 } else { factor * right }
}

/// A factor inside a logarithm.
fn offset_by_logarithm<'a>(name: &str, sign: f64, parameters: &[Parameter]) -> Candidate<'a> {
    let operation = if sign > 0.0 { "plus" } else { "minus" };
    let counted = lengths::described(name, parameters);
    let form = Form::new(
        format!("{operation}-ln-{name}"),
        format!("is the right one {operation} ln {name}, {name} being {counted}"),
        format!("inside the logarithm, a sum stands for a mean over {name} or a mean for a sum"),
    );
    let own = name.to_owned();
    let predict = move |sample: &Sample| {
        let offset = sign * (*sample.lengths.get(&own)? as f64).ln();
        sample.has_same_shape().then(|| sample.right.mapv(|right| right + offset))
    };
    Candidate {
        length: Some(name.to_owned()),
        ..Candidate::new(form, Tier::Named, predict)
    }
}
