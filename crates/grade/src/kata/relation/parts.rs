//! A relation for each part of an answer that is wrong; and parts that are right, in another's place.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ndarray::{ArrayD, ArrayView1, Axis};

use super::super::comparison::Rule;
use super::super::function::{Function, Standard};
use super::super::properties::{AnsweredCall, Rules};
use super::super::{compare, contract};
use super::candidate::{Candidate, Form, Support, Tier};
use super::sample::{Kind, Sample, Texts};
use super::words::{self, Seen};
use super::{Call, Certainty, Relation, elements, factors, fitted, given, layout, lengths, order, precision, sums};
use crate::value::{Tensor, Value};

/// From how many failing cases on a relation is said.
const CASES: usize = 3;
/// How many numbers that could have been others must bear it out.
const NUMBERS: usize = 3;
/// From how many failing cases on a learned factor is said.
const CASES_OF_FACTOR: usize = 4;

/// Parts of the answers that are right but in another place, or given alone.
pub fn misplaced(function: &Function, calls: &[Call]) -> Option<Relation> {
    let failing: Vec<usize> = failing(calls).collect();
    let swapped = |index: &usize| is_right_swapped(function, calls, *index);
    let parts = members(calls[*failing.first()?].answer?).len();
    let form = if parts == 2 && failing.iter().all(swapped) {
        Form::new(
            "parts-swapped",
            "has its two parts in each other's place",
            "returned in the other order",
        )
    } else {
        let whole = |part: usize| failing.iter().all(|index| is_part_alone(function, &calls[*index], part));
        let part = (0..rules(function)?.len()).find(|part| whole(*part))?;
        Form::new(
            format!("part-{}-alone", part + 1),
            format!("is part {} of the right one alone", part + 1),
            "a `return` that names one of the results",
        )
    };
    let certainty = if failing.len() >= CASES {
        Certainty::Said
    } else {
        Certainty::Possible
    };
    let seen = Seen {
        part: None,
        form,
        calls: failing.clone(),
    };
    Some(words::relation(
        function,
        &[seen],
        certainty,
        failing.len(),
        unanswered(calls),
    ))
}

/// The relation of every part that is wrong.
pub fn related(function: &Function, calls: &[Call]) -> Option<Relation> {
    let rules = rules(function)?;
    let mut seen = Vec::new();
    let mut certainty = Certainty::Said;
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for (part, rule) in rules.iter().enumerate() {
        let samples: Vec<Sample> = (0..calls.len())
            .filter_map(|index| sample(function, calls, index, part, *rule))
            .collect();
        let is_wrong: Vec<bool> = samples
            .iter()
            .map(|sample| calls[sample.call].failed && sample.is_wrong())
            .collect();
        if !is_wrong.contains(&true) {
            continue;
        }
        if matches!(rule, Rule::Labels | Rule::Set) {
            return None;
        }
        let (form, own, support) = of_part(function, &samples, &is_wrong)?;
        certainty = certainty.min(own);
        shown.extend(&support.calls);
        seen.push(Seen {
            part: (rules.len() > 1).then_some(part + 1),
            form,
            calls: support.calls,
        });
    }
    let failing = failing(calls).count();
    let is_spared = shown.len() == failing || shown.len() >= CASES;
    (!seen.is_empty() && is_spared).then(|| words::relation(function, &seen, certainty, failing, unanswered(calls)))
}

fn failing(calls: &[Call]) -> impl Iterator<Item = usize> {
    (0..calls.len()).filter(|&index| calls[index].failed && calls[index].answer.is_some())
}

/// Failing calls without an answer.
fn unanswered(calls: &[Call]) -> usize {
    calls.iter().filter(|call| call.failed && call.answer.is_none()).count()
}

fn rules(function: &Function) -> Option<&[Rule]> {
    match &function.standard {
        Standard::Blessed { comparison, .. } => Some(comparison.rules()),
        Standard::Properties(_) => None,
    }
}

fn members(value: &Value) -> &[Value] {
    match value {
        Value::Tuple(members) => members,
        single => std::slice::from_ref(single),
    }
}

fn sample(function: &Function, calls: &[Call], index: usize, part: usize, rule: Rule) -> Option<Sample> {
    let call = &calls[index];
    let Standard::Blessed { comparison, tolerance } = &function.standard else {
        return None;
    };
    let (answer, expected) = (call.answer?, call.expected?);
    let count = comparison.rules().len();
    let (answers, rights) = (members(answer), members(expected));
    if answers.len() != count || rights.len() != count {
        return None;
    }
    let texts = Texts::of([&answers[part], &rights[part]].into_iter().chain(call.arguments));
    let ((answer, answered), (right, kind)) = (texts.numbers(&answers[part])?, texts.numbers(&rights[part])?);
    let arguments: Vec<_> = call.arguments.iter().map(|argument| texts.numbers(argument)).collect();
    ((answered == Kind::Text) == (kind == Kind::Text)).then(|| Sample {
        call: index,
        kind,
        right,
        answer,
        arguments: arguments
            .into_iter()
            .map(|numbers| {
                numbers
                    .filter(|(_, own)| (*own == Kind::Text) == (kind == Kind::Text))
                    .map(|(array, _)| array)
            })
            .collect(),
        elsewhere: elsewhere(call, rights.len(), &texts),
        lengths: lengths::of(&function.parameters, call.arguments),
        is_edge: call.arguments.iter().any(is_edge),
        rule,
        tolerance: if kind == Kind::Float { *tolerance } else { 0.0 },
    })
}

/// What other functions should answer to the same arguments, where the answers have one part.
fn elsewhere(call: &Call, parts: usize, texts: &Texts) -> BTreeMap<String, ArrayD<f64>> {
    let single = call.elsewhere.iter().filter(|_| parts == 1);
    single
        .filter_map(|(name, value)| Some(((*name).to_owned(), texts.numbers(value)?.0)))
        .collect()
}

/// Whether an argument is of a kind that functions often treat apart: a single entry or none, one value throughout, or a
/// missing one.
fn is_edge(argument: &Value) -> bool {
    let array = match argument {
        Value::Tensor(Tensor::F64(array)) => array,
        Value::Tensor(Tensor::I64(array)) => return array.ndim() > 0 && array.iter().all(|number| Some(number) == array.first()),
        _ => return matches!(argument, Value::Tensor(tensor) if tensor.shape().iter().any(|length| *length <= 1)),
    };
    let is_flat = |lane: ArrayView1<f64>| lane.iter().all(|number| *number == lane[0]);
    array.ndim() > 0
        && (array.shape().iter().any(|length| *length <= 1)
            || array.iter().any(|number| !number.is_finite())
            || array.lanes(Axis(0)).into_iter().any(is_flat))
}

/// The form that the samples of one part bear out best, how surely, and by what.
fn of_part(function: &Function, samples: &[Sample], is_wrong: &[bool]) -> Option<(Form, Certainty, Support)> {
    let wrong: Vec<&Sample> = samples
        .iter()
        .zip(is_wrong)
        .filter(|(_, wrong)| **wrong)
        .map(|(sample, _)| sample)
        .collect();
    let (kind, axes) = (wrong.first()?.kind, wrong.first()?.right.ndim());
    let parameters = &function.parameters;
    let mut candidates = given::candidates(kind, &wrong, parameters);
    candidates.extend(elements::candidates(kind));
    candidates.extend(factors::candidates(kind, samples, parameters));
    candidates.extend(sums::candidates(kind, axes));
    candidates.extend(layout::candidates(axes, samples, parameters));
    candidates.extend(order::candidates(kind, axes));
    candidates.extend(precision::candidates(kind));
    candidates.extend(fitted::candidates(kind, axes, &wrong));
    let held = |candidate: Candidate| {
        let support = candidate.support(samples, is_wrong)?;
        let certainty = certainty(&candidate, &support)?;
        Some((candidate.tier, candidate.form, certainty, support))
    };
    let mut held: Vec<(Tier, Form, Certainty, Support)> = candidates.into_iter().filter_map(held).collect();
    let rank =
        |(tier, _, certainty, support): &(Tier, Form, Certainty, Support)| (support.unexplained, *tier, Reverse(*certainty));
    held.sort_by_key(rank);
    let best = held.first().map(rank)?;
    held.retain(|held| rank(held) == best);
    let (_, form, certainty, support) = held.first()?.clone();
    match held.get(1) {
        Some(_) if held[0].0 >= Tier::Fitted => held
            .into_iter()
            .max_by_key(|held| held.3.numbers)
            .map(|held| (held.1, held.2, held.3)),
        Some((_, other, _, _)) if held.len() == 2 => Some((words::either(&form, other), certainty, support)),
        Some(_) => Some((
            Form {
                causes: String::new(),
                ..form
            },
            certainty,
            support,
        )),
        None => Some((form, certainty, support)),
    }
}

/// How surely the support speaks for the candidate; none where it could be chance.
fn certainty(candidate: &Candidate, support: &Support) -> Option<Certainty> {
    let cases = support.calls.len();
    let is_free = !support.guarded || support.telling >= NUMBERS;
    let is_fitted = candidate.tier >= Tier::Fitted;
    let enough = if candidate.tier == Tier::Fitted {
        CASES_OF_FACTOR
    } else {
        CASES
    };
    if support.is_partial {
        return (support.telling >= NUMBERS).then_some(Certainty::Possible);
    }
    if cases >= enough && support.numbers >= NUMBERS && support.varied && is_free {
        return Some(Certainty::Said);
    }
    let is_possible = support.numbers >= NUMBERS || (support.numbers >= 2 && support.telling >= 1);
    let possible = is_possible && (!is_fitted || cases >= 2 && support.numbers > NUMBERS);
    possible.then_some(Certainty::Possible)
}

/// Whether the failing answer is right with its two parts in each other's place.
fn is_right_swapped(function: &Function, calls: &[Call], index: usize) -> bool {
    let call = &calls[index];
    let Some(swapped) = call.answer.and_then(swapped) else {
        return false;
    };
    match (&function.standard, call.expected) {
        (Standard::Blessed { comparison, tolerance }, Some(expected)) => {
            let conforming = contract::conform_loosely(&swapped, &function.returns);
            conforming.is_ok_and(|swapped| compare::difference(&swapped, expected, comparison, *tolerance).is_none())
        }
        (Standard::Properties(rules), _) => has_properties_swapped(rules, function, calls, index, &swapped),
        (Standard::Blessed { .. }, None) => false,
    }
}

fn has_properties_swapped(rules: &Rules, function: &Function, calls: &[Call], index: usize, swapped_answer: &Value) -> bool {
    let earlier: Vec<(usize, Value)> = (0..index)
        .filter_map(|earlier| Some((earlier, swapped(calls[earlier].answer?)?)))
        .collect();
    let call = |index: usize, answer| AnsweredCall {
        case: "",
        arguments: calls[index].arguments,
        answer,
    };
    let earlier: Vec<AnsweredCall> = earlier.iter().map(|(earlier, answer)| call(*earlier, answer)).collect();
    let Ok(answer) = contract::conform(swapped_answer, function, calls[index].arguments) else {
        return false;
    };
    rules.broken(&call(index, &answer), &earlier).is_empty()
}

fn swapped(answer: &Value) -> Option<Value> {
    match answer {
        Value::Tuple(members) => match members.as_slice() {
            [first, second] => Some(Value::Tuple(vec![second.clone(), first.clone()])),
            _ => None,
        },
        Value::Tensor(_) => None,
    }
}

/// Whether the answer is one part of the right one, given in place of all.
fn is_part_alone(function: &Function, call: &Call, part: usize) -> bool {
    let (Standard::Blessed { tolerance, .. }, Some(answer), Some(expected)) = (&function.standard, call.answer, call.expected)
    else {
        return false;
    };
    let (Value::Tensor(_), Value::Tuple(parts)) = (answer, expected) else {
        return false;
    };
    parts
        .get(part)
        .is_some_and(|part| compare::exact(answer, part, *tolerance).is_none())
}
