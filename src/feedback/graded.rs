//! Words for runs whose answers were graded.

use mlings_grade::{Certainty, Check, Finding, Measurement, Standing};
use mlings_kata::FailedCall;

use super::detectors::NO_CAUSE;
use super::explanation::{Explanation, say};
use super::situation::Situation;
use crate::verdict::Crash;
use crate::words::{self, number, sentence};

/// The words for where the answers stand.
pub fn scored(situation: &Situation, standing: Standing) -> Explanation {
    match standing {
        Standing::Suspicious => suspicious(situation),
        Standing::BelowBaseline | Standing::NotYet => not_passed(situation, standing),
        Standing::Borderline => borderline(situation),
        Standing::Passed | Standing::Certified => passed(situation, standing),
    }
}

fn not_passed(situation: &Situation, standing: Standing) -> Explanation {
    let verdict = situation.verdict;
    let says_nothing = verdict.findings.iter().all(|finding| finding.id == NO_CAUSE);
    match (verdict.measurement(), says_nothing) {
        (_, false) => known_mistake(situation),
        (Some(_), true) => too_weak(situation, standing),
        (None, true) => match verdict.calls.split_first() {
            Some((call, others)) => failed_call(situation, call, others.len()),
            None => failed_check(situation),
        },
    }
}

/// A mistake was recognised: its message is the headline, the evidence follows.
pub fn known_mistake(situation: &Situation) -> Explanation {
    if let [one, other, ..] = situation.verdict.findings.as_slice()
        && [one, other].iter().all(|finding| finding.certainty == Certainty::OneOfTwo)
    {
        return one_of_two(situation, one, other);
    }
    let said = say(situation.mistakes, &situation.verdict.findings[0]);
    let mut details = vec![sentence(&said.evidence)];
    details.retain(|detail| *detail != sentence(&said.message));
    details.extend(standing_of(situation));
    // What is no known mistake is better looked at in a case of it.
    let call = situation.verdict.calls.first().filter(|_| said.is_seen_alone());
    Explanation {
        headline: said.headline(),
        details,
        verbatim: call.map(|call| call.lines.join("\n")),
        next_step: format!("Change that and run again: `mlings run {}`.", situation.exercise.id),
        ..Explanation::default()
    }
}

/// Two mistakes explain the same answers.
fn one_of_two(situation: &Situation, one: &Finding, other: &Finding) -> Explanation {
    let [one, other] = [one, other].map(|finding| say(situation.mistakes, finding));
    Explanation {
        headline: "This looks like one of two known mistakes.".to_owned(),
        details: vec![
            format!("Either: {}", sentence(one.first_sentence())),
            format!("Or: {}", sentence(other.first_sentence())),
            sentence(&one.evidence),
        ],
        next_step: format!(
            "See which of the two it is, change that and run again: `mlings run {}`.",
            situation.exercise.id
        ),
        ..Explanation::default()
    }
}

/// A crash whose cause was recognised: its own lines are shown as they are.
pub fn known_crash(situation: &Situation, crash: &Crash) -> Explanation {
    let traceback = match crash {
        Crash::Raised { raised, .. } => raised.traceback.trim_end(),
        Crash::Ended { stderr, .. } => stderr.trim_end(),
    };
    Explanation {
        verbatim: Some(traceback.to_owned()).filter(|traceback| !traceback.is_empty()),
        ..known_mistake(situation)
    }
}

/// Nothing is wrong with the answers but their quality.
fn too_weak(situation: &Situation, standing: Standing) -> Explanation {
    let id = &situation.exercise.id;
    let (headline, next_step) = match standing {
        Standing::BelowBaseline => (
            "Your predictions do no better than a constant guess.",
            format!("Look at your predictions beside the truth for ten train rows, or ask: `mlings hint {id}`."),
        ),
        _ => (
            "Your model has learned something, and there is some way to go.",
            format!("Hold out some train rows, change one thing, and keep it if they agree; or ask: `mlings hint {id}`."),
        ),
    };
    Explanation {
        headline: headline.to_owned(),
        details: failed(&situation.verdict.checks)
            .map(detail)
            .chain(situation.verdict.findings.iter().map(|finding| sentence(&finding.evidence)))
            .chain(standing_of(situation))
            .collect(),
        next_step,
        ..Explanation::default()
    }
}

/// A kata's case failed, and no known mistake explains it: what was seen, what the case is about, and the call itself.
fn failed_call(situation: &Situation, call: &FailedCall, others: usize) -> Explanation {
    let id = &situation.exercise.id;
    let more = match others {
        0 => None,
        1 => Some(format!(
            "One more case fails; mend this one first. `mlings run {id} --details` shows it."
        )),
        others => Some(format!(
            "{others} more cases fail; mend this one first. `mlings run {id} --details` shows them."
        )),
    };
    let try_it = match call.is_small {
        true => "Work the case out by hand, then run again",
        false => "Try an input of the same kind that is small enough to work out by hand, then run again",
    };
    Explanation {
        headline: format!("The case \"{}\" is not right yet.", call.case),
        details: [sentence(&call.seen), format!("About this case: {}", sentence(&call.why))]
            .into_iter()
            .chain(more)
            .collect(),
        verbatim: Some(call.lines.join("\n")),
        next_step: format!("{try_it}; or ask: `mlings hint {id}`."),
        ..Explanation::default()
    }
}

/// A property of a project's answers did not hold.
fn failed_check(situation: &Situation) -> Explanation {
    let mut failed = failed(&situation.verdict.checks);
    let first = failed.next();
    let others = failed.count();
    let headline = match first {
        Some(check) => format!("The case \"{}\" is not right yet.", check.name),
        None => "Not right yet.".to_owned(),
    };
    let more = match others {
        0 => None,
        1 => Some("One more case fails; mend this one first.".to_owned()),
        others => Some(format!("{others} more cases fail; mend this one first.")),
    };
    Explanation {
        headline,
        details: first
            .and_then(|check| check.detail.as_deref())
            .map(sentence)
            .into_iter()
            .chain(more)
            .collect(),
        next_step: format!(
            "Work the case out by hand, then run again; or ask: `mlings hint {}`.",
            situation.exercise.id
        ),
        ..Explanation::default()
    }
}

fn failed(checks: &[Check]) -> impl Iterator<Item = &Check> {
    checks.iter().filter(|check| !check.passed)
}

fn detail(check: &Check) -> String {
    check
        .detail
        .as_deref()
        .map_or_else(|| format!("The check \"{}\" failed.", check.name), sentence)
}

/// Where a project's metric stands, and which way is better.
fn standing_of(situation: &Situation) -> Option<String> {
    let measurement = situation.verdict.measurement()?;
    let name = words::metric(situation.exercise.task.metric()?);
    let direction = if is_lower_better(measurement) { "lower" } else { "higher" };
    Some(format!(
        "Your {name} is {}; {direction} is better: a pass takes {}, the baseline has {}.",
        number(measurement.value),
        number(measurement.pass),
        number(measurement.baseline)
    ))
}

/// Errors fall from baseline to reference, scores rise.
fn is_lower_better(measurement: &Measurement) -> bool {
    measurement.reference < measurement.baseline
}

fn borderline(situation: &Situation) -> Explanation {
    let mut details: Vec<String> = standing_of(situation).into_iter().collect();
    details.push("On other rows this could have fallen either way, so it counts as a practice pass only.".to_owned());
    Explanation {
        headline: "On the edge: you are as close to the bar as chance.".to_owned(),
        details,
        next_step: format!(
            "A small, real gain makes it certain: change one thing and `mlings run {}`.",
            situation.exercise.id
        ),
        ..Explanation::default()
    }
}

fn passed(situation: &Situation, standing: Standing) -> Explanation {
    let measurement = situation.verdict.measurement();
    let headline = match (measurement, standing) {
        (Some(_), Standing::Certified) => "Passed, on rows nobody tuned on: it counts.",
        (Some(_), _) => "Passed on the practice rows; the final rows do not confirm it yet.",
        (None, _) => "Passed: every case is right.",
    };
    let reference = |measurement: &Measurement| {
        format!(
            "You have {}; the reference has {}.",
            number(measurement.value),
            number(measurement.reference)
        )
    };
    let approach = |approach| {
        format!(
            "The reference: {approach} Compare with `mlings solution {}`.",
            situation.exercise.id
        )
    };
    Explanation {
        headline: headline.to_owned(),
        details: measurement
            .map(reference)
            .into_iter()
            .chain(situation.approach.map(approach))
            .collect(),
        // What does not count yet is not claimed either.
        learned: Some(situation.exercise.learned.clone())
            .filter(|learned| standing == Standing::Certified && !learned.is_empty()),
        next_step: match situation.next {
            Some(next) => format!("Go on with `mlings run {next}`."),
            None => "That was the last one: `mlings list` shows what you could improve.".to_owned(),
        },
        ..Explanation::default()
    }
}

fn suspicious(situation: &Situation) -> Explanation {
    let evidence = situation.verdict.findings.first().map(|finding| sentence(&finding.evidence));
    Explanation {
        headline: "Your predictions match labels your solution should not have been able to see.".to_owned(),
        details: evidence.into_iter().collect(),
        next_step:
            "Learn from the train rows alone. If you did, run again with another `--seed` and tell us: chance can do this, \
                    rarely."
                .to_owned(),
        ..Explanation::default()
    }
}
