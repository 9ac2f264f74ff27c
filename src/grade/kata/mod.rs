//! Grades a kata's answers: contract, cases within tolerance, fingerprints of known mistakes.

mod align;
mod clustering;
mod compare;
mod comparison;
mod contract;
mod fingerprint;
mod labels;
mod sets;

use std::collections::BTreeMap;
use std::fmt;

pub use compare::{Difference, DifferenceKind, Direction, Mismatch, difference, unfit_to_bless};
pub use comparison::{Comparison, Mode};
pub use contract::{Unfit, conform_loosely};

use super::{Check, Finding, Status};
use crate::value::{Type, Value};

/// A function's declaration, as far as grading needs it.
#[derive(Clone, Debug)]
pub struct Signature<'kata> {
    pub name: &'kata str,
    pub parameters: Vec<&'kata Type>,
    pub returns: &'kata Type,
    /// Numbers are equal when |a − b| ≤ tolerance·max(1, |b|).
    pub tolerance: f64,
    /// What may differ besides.
    pub comparison: &'kata Comparison,
}

/// One call of a kata with its blessed answer.
#[derive(Clone, Debug)]
pub struct Case<'kata> {
    pub name: &'kata str,
    /// Which of the kata's functions is called: an index.
    pub function: usize,
    /// One sentence shown when the case fails.
    pub why: &'kata str,
    pub arguments: &'kata [Value],
    pub expected: &'kata Value,
    /// What each known mistake answers here; `None` where it raises or panics.
    pub mistakes: &'kata BTreeMap<String, Option<Value>>,
}

/// What the learner's function did with a case.
#[derive(Clone, Copy, Debug)]
pub enum Answered<'run> {
    Value(&'run Value),
    /// It raised or panicked; in the learner's own words, such as `ValueError: empty input`.
    Raised(&'run str),
}

/// A kata's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// `Passed`, `NotYet`, `Crashed` or `BrokenContract`.
    pub status: Status,
    /// One per case, in order; a failed one says what was seen and why the case is there.
    pub checks: Vec<Check>,
    /// Known mistakes whose answers these are, the leading one first.
    pub findings: Vec<Finding>,
    /// The first case that failed, or the one that gave the leading finding away.
    pub failure: Option<Failure>,
}

/// A case that failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The case's index.
    pub case: usize,
    pub function: String,
    pub reason: Reason,
}

/// How an answer failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    Raised(String),
    Unfit(Unfit),
    Differs(Difference),
}

impl Assessment {
    /// The share of cases that passed, from 0 to 1.
    pub fn score(&self) -> f64 {
        let passed = self.checks.iter().filter(|check| check.passed).count();
        passed as f64 / self.checks.len().max(1) as f64
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let function = &self.function;
        match &self.reason {
            Reason::Raised(words) => write!(formatter, "`{function}` stopped with {words}"),
            Reason::Unfit(unfit) => write!(formatter, "`{function}` returned {unfit}"),
            Reason::Differs(difference) => write!(formatter, "`{function}` returned {difference}"),
        }
    }
}

/// Grades `answers`, one per case in order; a missing answer counts as raised.
///
/// An answer that matches a known mistake on all cases of a function, and the reference not on all, is that mistake: it
/// leads, whatever the first failing case is.
pub fn assess(signatures: &[Signature], cases: &[Case], answers: &[Answered]) -> Assessment {
    let missing = Answered::Raised("no answer");
    let answers: Vec<Answered> = (0..cases.len()).map(|case| *answers.get(case).unwrap_or(&missing)).collect();
    let failures: Vec<Option<Failure>> = (0..cases.len())
        .map(|case| judge(signatures, cases, case, answers[case]))
        .collect();
    let recognised = fingerprint::recognise(signatures, cases, &answers, &failures);
    let leading = recognised.first().map(|recognised| recognised.case);
    let failure = match leading {
        Some(case) => failures[case].clone(),
        None => failures.iter().flatten().next().cloned(),
    };
    Assessment {
        status: status(failure.as_ref(), leading.is_some()),
        checks: cases
            .iter()
            .zip(&failures)
            .map(|(case, failure)| check(case, failure.as_ref()))
            .collect(),
        findings: recognised.into_iter().map(|recognised| recognised.finding).collect(),
        failure,
    }
}

fn judge(signatures: &[Signature], cases: &[Case], case: usize, answer: Answered) -> Option<Failure> {
    let signature = &signatures[cases[case].function];
    let reason = match answer {
        Answered::Raised(words) => Some(Reason::Raised(words.to_owned())),
        Answered::Value(value) => match contract::conform(value, signature, cases[case].arguments) {
            Err(unfit) => Some(Reason::Unfit(unfit)),
            Ok(value) => difference(&value, cases[case].expected, signature.comparison, signature.tolerance).map(Reason::Differs),
        },
    };
    reason.map(|reason| Failure {
        case,
        function: signature.name.to_owned(),
        reason,
    })
}

fn status(failure: Option<&Failure>, recognised: bool) -> Status {
    match failure.map(|failure| &failure.reason) {
        None => Status::Passed,
        Some(_) if recognised => Status::NotYet,
        Some(Reason::Raised(_)) => Status::Crashed,
        Some(Reason::Unfit(_)) => Status::BrokenContract,
        Some(Reason::Differs(_)) => Status::NotYet,
    }
}

fn check(case: &Case, failure: Option<&Failure>) -> Check {
    Check {
        name: case.name.to_owned(),
        passed: failure.is_none(),
        detail: failure.map(|failure| format!("{failure}. {}", case.why)),
    }
}

#[cfg(test)]
mod tests;
