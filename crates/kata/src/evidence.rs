//! `Evidence`: what an answer to a case says of a known mistake.

use super::case::{Answered, Case, Symptom};
use super::failure::{Failure, lacking};
use super::function::{Function, Standard};
use super::{compare, contract};

/// What an answer says for or against a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The mistake does no harm here, and the answer is right.
    Silent,
    /// The answer is wrong as the mistake's is.
    Shows,
    /// The mistake is wrong here, and the answer is right.
    Spares,
    /// The mistake is wrong here, and the answer is wrong in another way.
    Differs,
    /// The mistake does no harm here, and the answer is wrong.
    Unexplained,
}

impl Evidence {
    /// Of `answer` to `case`, which failed as `failure` says, for what the mistake shows there.
    pub fn of(symptom: &Symptom, case: &Case, function: &Function, answer: Answered, failure: Option<&Failure>) -> Self {
        let acts = is_wrong(symptom, case, function);
        match (acts, failure.is_some()) {
            (true, true) if is_alike(symptom, answer, failure, function) => Evidence::Shows,
            (true, true) => Evidence::Differs,
            (true, false) => Evidence::Spares,
            (false, true) => Evidence::Unexplained,
            (false, false) => Evidence::Silent,
        }
    }
}

/// Whether who makes the mistake fails the case.
pub fn is_wrong(symptom: &Symptom, case: &Case, function: &Function) -> bool {
    match (symptom, &function.standard) {
        (Symptom::Answers(answer), Standard::Blessed { comparison, tolerance }) => case
            .expected
            .as_ref()
            .is_none_or(|expected| compare::difference(answer, expected, comparison, *tolerance).is_some()),
        (Symptom::Lacks(properties), _) => !properties.is_empty(),
        (Symptom::Raises | Symptom::Answers(_), _) => true,
    }
}

/// Whether the learner's answer is the mistake's, or lacks the same properties.
pub fn is_alike(mistake: &Symptom, answer: Answered, failure: Option<&Failure>, function: &Function) -> bool {
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
