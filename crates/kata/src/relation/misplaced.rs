//! Parts of answers that are right, in each other's place or given alone.

use super::super::function::{Function, Standard};
use super::super::properties::AnsweredCall;
use super::super::{compare, contract};
use super::candidate::Form;
use super::parts::{CASES, failing, rules, unanswered};
use super::words::{self, Seen};
use super::{Call, Relation};
use mlings_grade::Certainty;
use mlings_grade::value::Value;

/// The relation of answers whose failing cases all hold right parts, but not where they are due.
pub fn find(function: &Function, calls: &[Call]) -> Option<Relation> {
    let failing: Vec<usize> = failing(calls).collect();
    let form = match are_right_swapped(function, calls, &failing) {
        true => Form::new(
            "parts-swapped",
            "has its two parts in each other's place",
            "returned in the other order",
        ),
        false => {
            let is_whole = |part: &usize| failing.iter().all(|index| is_part_alone(function, &calls[*index], *part));
            let part = (0..rules(function)?.len()).find(is_whole)? + 1;
            Form::new(
                format!("part-{part}-alone"),
                format!("is part {part} of the right one alone"),
                "a `return` that names one of the results",
            )
        }
    };
    let certainty = match failing.len() {
        CASES.. => Certainty::Certain,
        _ => Certainty::Likely,
    };
    let (count, part) = (failing.len(), None);
    let seen = Seen {
        part,
        form,
        calls: failing,
    };
    Some(words::relation(function, &[seen], certainty, count, unanswered(calls)))
}

/// Whether the failing answers are right with their two parts in each other's place.
fn are_right_swapped(function: &Function, calls: &[Call], failing: &[usize]) -> bool {
    let swapped = |call: &Call| {
        let swapped = call.answer.and_then(swapped)?;
        contract::conform(&swapped, function, call.arguments).ok()
    };
    // One that cannot be swapped settles it, before the others are.
    if failing.first().is_none_or(|first| swapped(&calls[*first]).is_none()) {
        return false;
    }
    let swapped: Vec<Option<Value>> = calls.iter().map(swapped).collect();
    failing.iter().all(|index| {
        swapped[*index]
            .as_ref()
            .is_some_and(|answer| is_right(function, calls, *index, answer, &swapped))
    })
}

fn is_right(function: &Function, calls: &[Call], index: usize, answer: &Value, answers: &[Option<Value>]) -> bool {
    match (&function.standard, calls[index].expected) {
        (Standard::Blessed { comparison, tolerance }, Some(expected)) => {
            compare::difference(answer, expected, comparison, *tolerance).is_none()
        }
        (Standard::Blessed { .. }, None) => false,
        (Standard::Properties(rules), _) => {
            let call = |index: usize, answer| AnsweredCall {
                case: "",
                arguments: calls[index].arguments,
                answer,
            };
            let earlier = (0..index).filter_map(|earlier| Some(call(earlier, answers[earlier].as_ref()?)));
            rules.broken(&call(index, answer), &earlier.collect::<Vec<_>>()).is_empty()
        }
    }
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
    let part = parts.get(part);
    part.is_some_and(|part| compare::exact(answer, part, *tolerance).is_none())
}
