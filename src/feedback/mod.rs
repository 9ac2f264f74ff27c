//! Verdict → the messages a learner reads (pure).
//!
//! One root cause comes first, then the learner's own value or line, then what to do next.

mod detectors;
mod graded;
mod refused;
mod ungraded;

use std::collections::BTreeMap;

use mlings_sandbox::{Exit, Limit, Refusal};
use serde::Serialize;

use crate::catalog::{Exercise, Language, Mistake};
use crate::grade::{Check, Finding, Measurement, Status};
use crate::job::Raised;
use crate::progress::{ExerciseProgress, Standing};

/// Everything known about one run.
#[derive(Clone, Copy)]
pub struct Situation<'run> {
    pub exercise: &'run Exercise,
    pub language: Language,
    pub status: Status,
    pub certified: bool,
    pub trouble: &'run Trouble,
    /// The part that decided; none for katas and for what could not be scored.
    pub measurement: Option<&'run Measurement>,
    pub checks: &'run [Check],
    /// What the sandbox refused the run.
    pub refused: &'run [Refusal],
    /// The exercise's known mistakes by id.
    pub mistakes: &'run BTreeMap<String, Mistake>,
    /// The root cause first.
    pub findings: &'run [Finding],
    /// What the log knew before this run.
    pub history: &'run ExerciseProgress,
    /// How the reference goes about it.
    pub approach: Option<&'run str>,
    /// The id of the exercise to suggest after a pass.
    pub next: Option<&'run str>,
}

/// What kept a solution from being graded, or broke its contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Trouble {
    #[default]
    None,
    /// The compiler's own words.
    Compiler(String),
    /// An exception or panic; `stage` is `load`, `fit`, `predict` or the function that was called.
    Raised { stage: String, raised: Raised },
    /// It ended before it had answered every call; `stderr` is what it wrote.
    Ended {
        exit: Exit,
        answered: usize,
        calls: usize,
        stderr: String,
    },
    /// `amount` is the limit in words: `60 s of CPU time`.
    OverLimit { limit: Limit, amount: String },
    /// What is wrong with the answer, in one sentence.
    Contract(String),
    /// What went wrong on our side.
    Fault(String),
}

/// What a learner is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// One sentence: the root cause, or the good news.
    pub headline: String,
    /// More sentences, each one fact.
    pub details: Vec<String>,
    /// The compiler's or interpreter's own words, shown as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verbatim: Option<String>,
    #[serde(skip)]
    pub findings: Vec<Said>,
    /// What a pass has shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learned: Option<String>,
    /// One sentence, with a command in backquotes where there is one.
    pub next_step: String,
    /// Names the root cause for the log, so that the second failure with the same cause is noticed; none on a pass.
    #[serde(skip)]
    pub cause: Option<String>,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub id: String,
    pub message: String,
    /// What was seen, with the learner's own values.
    pub evidence: String,
}

/// Finds the words for a run.
pub fn explain(situation: &Situation) -> Explanation {
    let mut explanation = match situation.status {
        Status::NotStarted => ungraded::not_started(situation),
        Status::BuildFailed => ungraded::build_failed(situation),
        Status::Crashed => refused::explain(situation).unwrap_or_else(|| ungraded::crashed(situation)),
        Status::OverLimit => ungraded::over_limit(situation),
        Status::BrokenContract if !situation.findings.is_empty() => graded::known_mistake(situation),
        Status::BrokenContract => ungraded::broken_contract(situation),
        Status::BelowBaseline | Status::NotYet => graded::not_passed(situation),
        Status::Borderline => graded::borderline(situation),
        Status::Passed => graded::passed(situation),
        Status::Suspicious => graded::suspicious(situation),
        Status::GraderFault => ungraded::grader_fault(situation),
    };
    explanation.findings = situation
        .findings
        .iter()
        .map(|finding| say(situation.mistakes, finding))
        .collect();
    refused::mention(situation, &mut explanation);
    explanation.cause = cause(situation);
    offer_hint(situation, &mut explanation);
    warn_of_bar(situation, &mut explanation);
    explanation
}

/// The exercise's own message for a mistake, else the detector's general one, else the evidence alone.
fn say(mistakes: &BTreeMap<String, Mistake>, finding: &Finding) -> Said {
    let mistake = recognised(finding, mistakes);
    let general = || detectors::message(&finding.id).unwrap_or(&finding.evidence).to_owned();
    Said {
        id: mistake.map_or(&finding.id, |mistake| &mistake.id).clone(),
        message: mistake.map_or_else(general, |mistake| mistake.message.clone()),
        evidence: finding.evidence.clone(),
    }
}

/// The known mistake that a finding names: by its own id, or through the detector that watches for it.
pub fn recognised<'mistakes>(finding: &Finding, mistakes: &'mistakes BTreeMap<String, Mistake>) -> Option<&'mistakes Mistake> {
    let is_watched_for = |mistake: &&Mistake| mistake.detector.as_ref() == Some(&finding.id);
    mistakes.get(&finding.id).or_else(|| mistakes.values().find(is_watched_for))
}

fn cause(situation: &Situation) -> Option<String> {
    let status = match situation.status {
        Status::Passed | Status::Borderline | Status::GraderFault => return None,
        Status::NotStarted => "not-started",
        Status::BuildFailed => "build-failed",
        Status::Crashed => "crashed",
        Status::OverLimit => "over-limit",
        Status::BrokenContract => "broken-contract",
        Status::BelowBaseline => "below-baseline",
        Status::NotYet => "not-yet",
        Status::Suspicious => "suspicious",
    };
    let failed_check = || {
        situation
            .checks
            .iter()
            .find(|check| !check.passed)
            .map(|check| check.name.clone())
    };
    let finding = situation.findings.first().map(|finding| finding.id.clone());
    let refused = refused::cause(situation);
    match situation.trouble {
        _ if refused.is_some() => refused,
        Trouble::Raised { raised, .. } => Some(format!("{status}: {}", raised.kind)),
        _ => Some(finding.or_else(failed_check).unwrap_or_else(|| status.to_owned())),
    }
}

/// The same cause twice in a row, or more often: the learner is stuck, so the next hint is offered.
fn offer_hint(situation: &Situation, explanation: &mut Explanation) {
    let Some(cause) = &explanation.cause else { return };
    let is_repeated = situation
        .history
        .repeated
        .as_ref()
        .is_some_and(|repeated| repeated.cause == *cause);
    let is_started = situation.status != Status::NotStarted;
    if is_repeated && is_started && situation.history.hints < 3 {
        let level = situation.history.hints + 1;
        let offer = format!(
            " This has stopped you before: `mlings hint {}` shows hint {level} of 3.",
            situation.exercise.id
        );
        explanation.next_step.push_str(&offer);
    }
}

/// Someone who read the solution should not wonder why a pass is not shown.
fn warn_of_bar(situation: &Situation, explanation: &mut Explanation) {
    let is_pass = matches!(situation.status, Status::Passed | Status::Borderline);
    if let (true, Some(until)) = (
        is_pass && situation.history.standing < Standing::Passed,
        situation.history.barred_until,
    ) {
        let until = until.format("%Y-%m-%d %H:%M UTC");
        explanation.details.push(format!(
            "You have read the solution: a pass counts if you solve it afresh after {until}."
        ));
    }
}

#[cfg(test)]
mod tests;
