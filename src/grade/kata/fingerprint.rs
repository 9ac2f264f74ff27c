//! `recognise`: answers that are a known mistake's.

use super::{Answered, Case, Failure, Signature, compare, contract};
use crate::grade::Finding;
use crate::value::Value;

/// A recognised mistake and the case that gives it away: the first where its answer is wrong.
pub struct Recognised {
    pub case: usize,
    pub finding: Finding,
}

/// The mistake behind each function that fails, if one is known, ordered by the case that shows it; at most one a function.
pub fn recognise(
    signatures: &[Signature],
    cases: &[Case],
    answers: &[Answered],
    failures: &[Option<Failure>],
) -> Vec<Recognised> {
    let mut recognised: Vec<Recognised> = (0..signatures.len())
        .filter_map(|function| of_function(function, &signatures[function], cases, answers, failures))
        .collect();
    recognised.sort_by_key(|recognised| recognised.case);
    recognised.dedup_by(|later, earlier| later.finding.id == earlier.finding.id);
    recognised
}

fn of_function(
    function: usize,
    signature: &Signature,
    cases: &[Case],
    answers: &[Answered],
    failures: &[Option<Failure>],
) -> Option<Recognised> {
    let own: Vec<usize> = (0..cases.len()).filter(|&case| cases[case].function == function).collect();
    let telling = |case: &usize| failures[*case].is_some() && matches!(answers[*case], Answered::Value(_));
    // A crash alone proves nothing: a starter crashes on every case, as some mistakes do.
    let case = own.iter().copied().find(telling)?;
    let matches = |id: &String| {
        own.iter()
            .all(|&case| answered_alike(cases[case].mistakes.get(id), answers[case], signature))
    };
    let id = cases[case].mistakes.keys().find(|id| matches(id))?;
    let seen = failures[case].as_ref().map(ToString::to_string).unwrap_or_default();
    Some(Recognised {
        case,
        finding: Finding {
            id: id.clone(),
            evidence: format!("on \"{}\", {seen}", cases[case].name),
        },
    })
}

/// Whether the learner's answer is the mistake's; `None` where the mistake has no record for the case.
fn answered_alike(mistake: Option<&Option<Value>>, answer: Answered, signature: &Signature) -> bool {
    match (mistake, answer) {
        (Some(None), Answered::Raised(_)) => true,
        (Some(Some(mistake)), Answered::Value(value)) => contract::conform_loosely(value, signature.returns)
            .is_ok_and(|value| compare::difference(&value, mistake, signature.comparison, signature.tolerance).is_none()),
        _ => false,
    }
}
