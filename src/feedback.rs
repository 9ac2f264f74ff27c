//! Verdict → the messages a learner reads (pure).
//!
//! One root cause comes first, then the learner's own value or line, then what to do next.

mod detectors;
mod graded;
mod refused;
mod ungraded;

use std::collections::BTreeMap;

use mlings_grade::Finding;
use serde::Serialize;

use crate::catalog::{Exercise, Language, Mistake};
use crate::progress::{Attainment, ExerciseProgress};
use crate::verdict::{Crash, Outcome, Status, Verdict};

/// Everything known about one run.
#[derive(Clone, Copy)]
pub struct Situation<'run> {
    pub exercise: &'run Exercise,
    pub language: Language,
    pub verdict: &'run Verdict,
    /// The exercise's known mistakes by id.
    pub mistakes: &'run BTreeMap<String, Mistake>,
    /// What the log knew before this run.
    pub history: &'run ExerciseProgress,
    /// How the reference goes about it; for a pass.
    pub approach: Option<&'run str>,
    /// The id of the exercise to suggest after a pass.
    pub next: Option<&'run str>,
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
    let verdict = situation.verdict;
    let mut explanation = match &verdict.outcome {
        Outcome::NotStarted => ungraded::not_started(situation),
        Outcome::BuildFailed(words) => ungraded::build_failed(situation, words),
        Outcome::Crashed(crash) => refused::explain(situation, crash).unwrap_or_else(|| ungraded::crashed(crash)),
        Outcome::OverLimit { limit, amount } => ungraded::over_limit(*limit, amount),
        Outcome::BrokenContract(_) if !verdict.findings.is_empty() => graded::known_mistake(situation),
        Outcome::BrokenContract(seen) => ungraded::broken_contract(situation, seen),
        Outcome::Scored { standing, .. } => graded::scored(situation, *standing),
        Outcome::GraderFault(seen) => ungraded::grader_fault(seen),
    };
    explanation.findings = verdict
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
    let verdict = situation.verdict;
    let status = match verdict.status() {
        Status::Passed | Status::Certified | Status::Borderline | Status::GraderFault => return None,
        Status::NotStarted => "not-started",
        Status::BuildFailed => "build-failed",
        Status::Crashed => "crashed",
        Status::OverLimit => "over-limit",
        Status::BrokenContract => "broken-contract",
        Status::BelowBaseline => "below-baseline",
        Status::NotYet => "not-yet",
        Status::Suspicious => "suspicious",
    };
    if let Some(refused) = refused::cause(situation) {
        return Some(refused);
    }
    if let Some(Crash::Raised { raised, .. }) = verdict.crash() {
        return Some(format!("{status}: {}", raised.kind));
    }
    let finding = verdict.findings.first().map(|finding| &finding.id);
    let failed_check = || verdict.checks.iter().find(|check| !check.passed).map(|check| &check.name);
    Some(finding.or_else(failed_check).cloned().unwrap_or_else(|| status.to_owned()))
}

/// The same cause twice in a row, or more often: the learner is stuck, so the next hint is offered.
fn offer_hint(situation: &Situation, explanation: &mut Explanation) {
    let Some(cause) = &explanation.cause else { return };
    let is_repeated = situation
        .history
        .repeated
        .as_ref()
        .is_some_and(|repeated| repeated.cause == *cause);
    let is_started = situation.verdict.status() != Status::NotStarted;
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
    let is_pass = situation.verdict.status().is_practice_pass();
    if let (true, Some(until)) = (
        is_pass && situation.history.attainment < Attainment::Passed,
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
