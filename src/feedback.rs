//! Verdict → the messages a learner reads (pure).
//!
//! One root cause comes first, then the learner's own value or line, then what to do next.

mod advice;
mod detectors;
mod explanation;
mod graded;
mod refused;
mod situation;
mod ungraded;

use mlings_progress::Attainment;

use crate::verdict::{Crash, Outcome, Status};
use explanation::say;

pub use explanation::{Explanation, Said, recognised};
pub use situation::Situation;

/// Finds the words for a run.
pub fn explain(situation: &Situation) -> Explanation {
    let verdict = situation.verdict;
    let mut explanation = match &verdict.outcome {
        Outcome::NotStarted => ungraded::not_started(situation),
        Outcome::Unreadable(flaw) => ungraded::unreadable(situation, flaw),
        Outcome::BuildFailed(words) => ungraded::build_failed(situation, words),
        Outcome::Crashed(crash) if !verdict.findings.is_empty() => graded::known_crash(situation, crash),
        Outcome::Crashed(crash) => refused::explain(situation, crash).unwrap_or_else(|| ungraded::crashed(situation, crash)),
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
