//! Grades a kata's answers: contract, cases within tolerance, fingerprints of known mistakes.

mod align;
mod compare;
mod comparison;
mod contract;
mod fingerprint;
mod labels;
mod properties;
mod sets;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use compare::{Difference, DifferenceKind, Direction, Mismatch, difference, unfit_to_bless};
pub use comparison::Comparison;
pub use contract::{Unfit, conform_loosely};
pub use properties::{Broken, Call, Property, Roles, Rounding, Rules};

use super::{Check, Finding, Standing};
use crate::value::{Type, Value};

/// A function's declaration, as far as grading needs it.
#[derive(Clone, Debug)]
pub struct Signature<'kata> {
    pub name: &'kata str,
    pub parameters: Vec<&'kata Type>,
    pub returns: &'kata Type,
    pub standard: &'kata Standard,
}

/// What makes a function's answers right.
#[derive(Clone, Debug, PartialEq)]
pub enum Standard {
    /// They are the blessed ones.
    Blessed {
        comparison: Comparison,
        /// Numbers are equal when |a − b| ≤ tolerance·max(1, |b|).
        tolerance: f64,
    },
    /// They have these properties.
    Properties(Rules),
}

/// What a known mistake does on a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Symptom {
    Answers(Value),
    /// The names of the properties its answer lacks, or [`UNFIT`] alone.
    Lacks(BTreeSet<String>),
    /// It raises or panics.
    Raises,
}

/// Stands for every property where an answer is not of the declared type.
pub const UNFIT: &str = "returns";

/// One call of a kata with its blessed answer.
#[derive(Clone, Debug)]
pub struct Case<'kata> {
    pub name: &'kata str,
    /// Which of the kata's functions is called: an index.
    pub function: usize,
    /// One sentence shown when the case fails.
    pub why: &'kata str,
    pub arguments: &'kata [Value],
    /// The blessed answer; none where the function declares properties.
    pub expected: Option<&'kata Value>,
    /// What each known mistake does here.
    pub mistakes: &'kata BTreeMap<String, Symptom>,
}

/// What the learner's function did with a case.
#[derive(Clone, Copy, Debug)]
pub enum Answered<'run> {
    Value(&'run Value),
    /// It raised or panicked; in the learner's own words, such as `ValueError: empty input`.
    Raised(&'run str),
    /// It returned what no declared type can hold; in the harness's words, such as `it returned None, not f64`.
    Misfit(&'run str),
}

/// A kata's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
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
    Misfit(String),
    Unfit(Unfit),
    Differs(Difference),
    /// The properties it lacks, at least one.
    Lacks(Vec<Broken>),
}

impl Assessment {
    /// `Certified` where every case is right, else `NotYet`.
    ///
    /// # Errors
    /// The first case that failed, where it gave nothing to compare and no known mistake explains it: the failure says more than
    /// that the answers are wrong.
    pub fn standing(&self) -> Result<Standing, &Failure> {
        match &self.failure {
            None => Ok(Standing::Certified),
            Some(failure) if self.findings.is_empty() && failure.reason.is_unanswered() => Err(failure),
            Some(_) => Ok(Standing::NotYet),
        }
    }

    /// The share of cases that passed, from 0 to 1.
    pub fn score(&self) -> f64 {
        let passed = self.checks.iter().filter(|check| check.passed).count();
        passed as f64 / self.checks.len().max(1) as f64
    }
}

impl Reason {
    /// Whether there was no answer of the declared type.
    fn is_unanswered(&self) -> bool {
        match self {
            Reason::Raised(_) | Reason::Misfit(_) | Reason::Unfit(_) => true,
            Reason::Differs(_) | Reason::Lacks(_) => false,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let function = &self.function;
        match &self.reason {
            Reason::Raised(words) => write!(formatter, "`{function}` stopped with {words}"),
            Reason::Misfit(words) => write!(formatter, "`{function}`: {words}"),
            Reason::Unfit(unfit) => write!(formatter, "`{function}` returned {unfit}"),
            Reason::Differs(difference) => write!(formatter, "`{function}` returned {difference}"),
            Reason::Lacks(broken) => {
                let said = broken.first().map_or("", |broken| &broken.said);
                write!(formatter, "in what `{function}` returned, {said}")
            }
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
    let failures = failures(signatures, cases, &answers);
    let recognised = fingerprint::recognise(signatures, cases, &answers, &failures);
    let leading = recognised.first().map(|recognised| recognised.case);
    let failure = match leading {
        Some(case) => failures[case].clone(),
        None => failures.iter().flatten().next().cloned(),
    };
    Assessment {
        checks: cases
            .iter()
            .zip(&failures)
            .map(|(case, failure)| check(case, failure.as_ref()))
            .collect(),
        findings: recognised.into_iter().map(|recognised| recognised.finding).collect(),
        failure,
    }
}

/// How each answer fails, if it does. Properties may relate a call to those before it, so cases are judged in order.
fn failures(signatures: &[Signature], cases: &[Case], answers: &[Answered]) -> Vec<Option<Failure>> {
    let conform = |(case, answer): (&Case, &Answered)| match answer {
        Answered::Raised(words) => Err(Reason::Raised((*words).to_owned())),
        Answered::Misfit(words) => Err(Reason::Misfit((*words).to_owned())),
        Answered::Value(value) => contract::conform(value, &signatures[case.function], case.arguments).map_err(Reason::Unfit),
    };
    let values: Vec<Result<Value, Reason>> = cases.iter().zip(answers).map(conform).collect();
    let judge = |case: usize| {
        let signature = &signatures[cases[case].function];
        let reason = match &values[case] {
            Err(reason) => Some(reason.clone()),
            Ok(value) => judge(signature, cases, case, value, &values),
        };
        reason.map(|reason| Failure {
            case,
            function: signature.name.to_owned(),
            reason,
        })
    };
    (0..cases.len()).map(judge).collect()
}

fn judge(signature: &Signature, cases: &[Case], case: usize, value: &Value, values: &[Result<Value, Reason>]) -> Option<Reason> {
    match signature.standard {
        Standard::Blessed { comparison, tolerance } => {
            // Only `dev bless` asks before there is anything to differ from; reading the cases refuses it.
            let expected = cases[case].expected?;
            difference(value, expected, comparison, *tolerance).map(Reason::Differs)
        }
        Standard::Properties(rules) => {
            let call = |case: usize, answer| Call {
                case: cases[case].name,
                arguments: cases[case].arguments,
                answer,
            };
            let is_own = |earlier: &usize| cases[*earlier].function == cases[case].function;
            let earlier = (0..case)
                .filter(is_own)
                .filter_map(|earlier| Some(call(earlier, values[earlier].as_ref().ok()?)));
            let broken = rules.broken(&call(case, value), &earlier.collect::<Vec<_>>());
            (!broken.is_empty()).then_some(Reason::Lacks(broken))
        }
    }
}

/// What each answer shows of the mistake that gave it: its value, or the properties it lacks.
pub fn symptoms(signatures: &[Signature], cases: &[Case], answers: &[Answered]) -> Vec<Symptom> {
    let failures = failures(signatures, cases, answers);
    let symptom =
        |((case, answer), failure): ((&Case, &Answered), &Option<Failure>)| match (answer, signatures[case.function].standard) {
            (Answered::Raised(_) | Answered::Misfit(_), _) => Symptom::Raises,
            (Answered::Value(_), Standard::Properties(_)) => Symptom::Lacks(lacking(failure.as_ref())),
            (Answered::Value(value), Standard::Blessed { .. }) => Symptom::Answers((*value).clone()),
        };
    cases.iter().zip(answers).zip(&failures).map(symptom).collect()
}

/// The names of the properties that an answer lacks.
fn lacking(failure: Option<&Failure>) -> BTreeSet<String> {
    match failure.map(|failure| &failure.reason) {
        Some(Reason::Lacks(broken)) => broken.iter().map(|broken| broken.property.name().to_owned()).collect(),
        Some(Reason::Unfit(_)) => BTreeSet::from([UNFIT.to_owned()]),
        _ => BTreeSet::new(),
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
