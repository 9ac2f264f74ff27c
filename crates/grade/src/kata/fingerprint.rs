//! `recognise`: answers that are a known mistake's.

use super::case::{Answered, Case, Symptom};
use super::failure::{Failure, lacking};
use super::function::{Function, Standard};
use super::relation::{self, Certainty};
use super::{compare, contract};
use crate::finding::Finding;

/// A recognised mistake and the case that gives it away: the first where its answer is wrong, or else where it raises.
pub struct Recognised {
    pub case: usize,
    pub finding: Finding,
}

/// The mistake behind each function that fails, if one is known, ordered by the case that shows it; at most one a function.
pub fn recognise(functions: &[Function], cases: &[Case], answers: &[Answered], failures: &[Option<Failure>]) -> Vec<Recognised> {
    let mut recognised: Vec<Recognised> = (0..functions.len())
        .filter_map(|index| {
            let known = of_function(index, &functions[index], cases, answers, failures);
            known.or_else(|| related(index, functions, cases, answers, failures))
        })
        .collect();
    recognised.sort_by_key(|recognised| recognised.case);
    recognised.dedup_by(|later, earlier| later.finding.id == earlier.finding.id);
    recognised
}

/// The relation that explains a function's wrong answers where no known mistake does.
fn related(
    index: usize,
    functions: &[Function],
    cases: &[Case],
    answers: &[Answered],
    failures: &[Option<Failure>],
) -> Option<Recognised> {
    let (own, calls) = relation::calls(index, functions, cases, answers, |case| failures[case].is_some());
    let relation = relation::find(&functions[index], &calls)?;
    // What is merely possible does not soften a broken contract.
    let is_unfit = |case: &usize| {
        failures[own[*case]]
            .as_ref()
            .is_some_and(|failure| failure.reason.is_unanswered())
    };
    if relation.certainty == Certainty::Possible && relation.cases.iter().any(is_unfit) {
        return None;
    }
    Some(Recognised {
        case: own[*relation.cases.first()?],
        finding: Finding {
            id: relation.id,
            evidence: relation.sentence,
        },
    })
}

fn of_function(
    index: usize,
    function: &Function,
    cases: &[Case],
    answers: &[Answered],
    failures: &[Option<Failure>],
) -> Option<Recognised> {
    let own: Vec<usize> = (0..cases.len()).filter(|&case| cases[case].function == index).collect();
    let is_answered = |case: &usize| matches!(answers[*case], Answered::Value(_));
    // A crash alone proves nothing: a starter crashes on every case, as some mistakes do.
    own.iter().find(|case| is_answered(case))?;
    let failed = || own.iter().copied().filter(|case| failures[*case].is_some());
    let case = failed().find(is_answered).or_else(|| failed().next())?;
    let matches = |id: &String| {
        own.iter().all(|&case| {
            let mistake = cases[case].mistakes.get(id);
            mistake.is_some_and(|mistake| is_alike(mistake, answers[case], failures[case].as_ref(), function))
        })
    };
    let id = cases[case].mistakes.keys().find(|id| matches(id))?;
    let seen = failures[case].as_ref().map(ToString::to_string).unwrap_or_default();
    Some(Recognised {
        case,
        finding: Finding {
            // A variant is recorded as `id/name` and is the same mistake.
            id: id.split('/').next().unwrap_or(id).to_owned(),
            evidence: format!("on \"{}\", {seen}", cases[case].name),
        },
    })
}

/// Whether the learner's answer is the mistake's, or lacks the same properties.
fn is_alike(mistake: &Symptom, answer: Answered, failure: Option<&Failure>, function: &Function) -> bool {
    match (mistake, answer, &function.standard) {
        (Symptom::Raises, Answered::Raised(_) | Answered::Misfit(_), _) => true,
        (Symptom::Answers(mistake), Answered::Value(value), Standard::Blessed { comparison, tolerance }) => {
            contract::conform_loosely(value, &function.returns)
                .is_ok_and(|value| compare::difference(&value, mistake, comparison, *tolerance).is_none())
        }
        (Symptom::Lacks(properties), Answered::Value(_), Standard::Properties(_)) => *properties == lacking(failure),
        _ => false,
    }
}
