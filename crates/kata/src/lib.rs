//! Grades a kata's answers: contract, cases within tolerance, the known mistakes that explain them.

mod align;
mod call;
mod case;
mod compare;
mod comparison;
mod contract;
mod diagnosis;
mod difference;
mod evidence;
mod failure;
mod foremost;
mod function;
mod labels;
mod profile;
mod properties;
pub mod relation;
mod sets;
mod telling;

pub use call::FailedCall;
pub use case::{Answered, Case, Symptom, UNFIT};
pub use compare::{difference, unfit_to_bless};
pub use comparison::Comparison;
pub use contract::{Unfit, conform_loosely};
pub use difference::{Difference, DifferenceKind, Direction, Mismatch};
pub use failure::{Failure, Reason};
pub use function::{Function, Parameter, Standard};
pub use properties::{AnsweredCall, Broken, Property, Roles, Rounding, Rules};

use diagnosis::recognise;
use failure::lacking;
use foremost::foremost;
use mlings_grade::Standing;
use mlings_grade::value::Value;
use mlings_grade::{Check, Finding};
use profile::Run;

/// A kata's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// One per case, in order; a failed one says what was seen and why the case is there.
    pub checks: Vec<Check>,
    /// Known mistakes that explain the answers, the leading one first.
    pub findings: Vec<Finding>,
    /// The most telling case that failed, or the one that gave the leading finding away.
    pub failure: Option<Failure>,
    /// Every case that failed, that one first.
    pub calls: Vec<FailedCall>,
}

impl Assessment {
    /// `Certified` where every case is right, else `NotYet`.
    ///
    /// # Errors
    /// The most telling case that failed, where it gave nothing to compare and no known mistake explains it: the failure says more than
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

/// Grades `answers`, one per case in order; a missing answer counts as raised.
///
/// A known mistake leads, whatever case fails first.
pub fn assess(functions: &[Function], cases: &[Case], answers: &[Answered]) -> Assessment {
    let missing = Answered::Raised("no answer");
    let answers: Vec<Answered> = (0..cases.len()).map(|case| *answers.get(case).unwrap_or(&missing)).collect();
    let failures = failures(functions, cases, &answers);
    let recognised = recognise(&Run {
        functions,
        cases,
        answers: &answers,
        failures: &failures,
    });
    let mut failed = foremost(functions, cases, &failures);
    if let Some(leading) = recognised.first() {
        failed.sort_by_key(|case| *case != leading.case);
    }
    let call = |&case: &usize| {
        let failure = failures[case].as_ref()?;
        let function = &functions[cases[case].function];
        Some(FailedCall::of(&cases[case], function, answers[case], failure))
    };
    Assessment {
        checks: cases
            .iter()
            .zip(&failures)
            .map(|(case, failure)| check(case, failure.as_ref()))
            .collect(),
        findings: recognised.into_iter().map(|recognised| recognised.finding).collect(),
        failure: failed.first().and_then(|&case| failures[case].clone()),
        calls: failed.iter().filter_map(call).collect(),
    }
}

/// How each answer fails, if it does. Properties may relate a call to those before it, so cases are judged in order.
fn failures(functions: &[Function], cases: &[Case], answers: &[Answered]) -> Vec<Option<Failure>> {
    let conform = |(case, answer): (&Case, &Answered)| match answer {
        Answered::Raised(words) => Err(Reason::Raised((*words).to_owned())),
        Answered::Misfit(words) => Err(Reason::Misfit((*words).to_owned())),
        Answered::Value(value) => contract::conform(value, &functions[case.function], &case.arguments).map_err(Reason::Unfit),
    };
    let values: Vec<Result<Value, Reason>> = cases.iter().zip(answers).map(conform).collect();
    let judge = |case: usize| {
        let function = &functions[cases[case].function];
        let reason = match &values[case] {
            Err(reason) => Some(reason.clone()),
            Ok(value) => judge(function, cases, case, value, &values),
        };
        reason.map(|reason| Failure {
            case,
            function: function.name.clone(),
            reason,
        })
    };
    (0..cases.len()).map(judge).collect()
}

fn judge(function: &Function, cases: &[Case], case: usize, value: &Value, values: &[Result<Value, Reason>]) -> Option<Reason> {
    match &function.standard {
        Standard::Blessed { comparison, tolerance } => {
            // Only `dev bless` asks before there is anything to differ from; reading the cases refuses it.
            let expected = cases[case].expected.as_ref()?;
            difference(value, expected, comparison, *tolerance).map(Reason::Differs)
        }
        Standard::Properties(rules) => {
            let call = |case: usize, answer| AnsweredCall {
                case: &cases[case].name,
                arguments: &cases[case].arguments,
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
pub fn symptoms(functions: &[Function], cases: &[Case], answers: &[Answered]) -> Vec<Symptom> {
    let failures = failures(functions, cases, answers);
    let symptom =
        |((case, answer), failure): ((&Case, &Answered), &Option<Failure>)| match (answer, &functions[case.function].standard) {
            (Answered::Raised(_) | Answered::Misfit(_), _) => Symptom::Raises,
            (Answered::Value(_), Standard::Properties(_)) => Symptom::Lacks(lacking(failure.as_ref())),
            (Answered::Value(value), Standard::Blessed { .. }) => Symptom::Answers((*value).clone()),
        };
    cases.iter().zip(answers).zip(&failures).map(symptom).collect()
}

fn check(case: &Case, failure: Option<&Failure>) -> Check {
    Check {
        name: case.name.clone(),
        passed: failure.is_none(),
        detail: failure.map(|failure| format!("{failure}. {}", case.why)),
    }
}

#[cfg(test)]
mod tests;
