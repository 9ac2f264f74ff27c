//! The verdict of a run: status, ladder, checks, findings, next step; or the JSON object other programs read.

use mlings_grade::displays::Display;
use mlings_grade::metrics::Metric;
use mlings_grade::{Certainty, Check, Measurement};
use mlings_kata::FailedCall;
use mlings_sandbox::Level;
use serde::Serialize;

use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output, details, ladder, wrap};
use crate::catalog::{Exercise, Language, Task};
use crate::error::Error;
use crate::feedback::{Explanation, Said};
use crate::pictures::Pictures;
use crate::verdict::{Seconds, Status, Verdict};
use crate::words;

/// How much of a solution's own output is shown.
const PRINTED_LINES: usize = 12;

/// Everything the screen of a run shows.
pub struct Shown<'run> {
    pub exercise: &'run Exercise,
    pub language: Language,
    pub verdict: &'run Verdict,
    pub explanation: &'run Explanation,
    /// The best score before this run.
    pub best: Option<f64>,
    /// Where they were asked for and there are any.
    pub pictures: Option<&'run Pictures>,
    /// The failing cases to show in full: all, where they were asked for.
    pub calls: &'run [FailedCall],
}

#[derive(Serialize)]
struct VerdictObject<'run> {
    version: u32,
    exercise: &'run str,
    language: Language,
    status: Status,
    certified: bool,
    score: f64,
    metric: Option<MetricObject>,
    findings: Vec<FindingObject<'run>>,
    checks: &'run [Check],
    explanation: &'run Explanation,
    #[serde(skip_serializing_if = "str::is_empty")]
    printed: &'run str,
    sandbox: Level,
    seconds: Seconds,
    #[serde(skip_serializing_if = "Option::is_none")]
    display: Option<&'run Display>,
}

#[derive(Serialize)]
struct MetricObject {
    name: &'static str,
    value: f64,
    interval: [f64; 2],
    baseline: f64,
    pass: f64,
    reference: f64,
}

#[derive(Serialize)]
struct FindingObject<'run> {
    id: &'run str,
    message: &'run str,
    certainty: Certainty,
}

/// Prints the verdict.
pub fn show(output: &Output, shown: &Shown) -> Result<(), Error> {
    output.show(&VerdictObject::from(shown), || rich(shown, output.width), || plain(shown))
}

impl<'run> From<&Shown<'run>> for VerdictObject<'run> {
    fn from(shown: &Shown<'run>) -> Self {
        let Shown {
            exercise,
            language,
            verdict,
            explanation,
            pictures,
            ..
        } = *shown;
        VerdictObject {
            version: JSON_VERSION,
            exercise: &exercise.id,
            language,
            status: verdict.status(),
            certified: verdict.status().is_certified(),
            score: verdict.score.unwrap_or(0.0),
            metric: metric(shown).map(MetricObject::from),
            findings: explanation.findings.iter().map(FindingObject::from).collect(),
            checks: &verdict.checks,
            explanation,
            printed: &verdict.trace.printed,
            sandbox: verdict.trace.level(),
            seconds: verdict.trace.seconds,
            display: pictures.map(|pictures| &pictures.display),
        }
    }
}

impl From<(Metric, &Measurement)> for MetricObject {
    fn from((metric, measurement): (Metric, &Measurement)) -> Self {
        MetricObject {
            name: metric.name(),
            value: measurement.value,
            interval: measurement.interval,
            baseline: measurement.baseline,
            pass: measurement.pass,
            reference: measurement.reference,
        }
    }
}

impl<'run> From<&'run Said> for FindingObject<'run> {
    fn from(said: &'run Said) -> Self {
        FindingObject {
            id: &said.id,
            message: &said.message,
            certainty: said.certainty,
        }
    }
}

/// What a project was scored by, and how it did.
fn metric<'run>(shown: &Shown<'run>) -> Option<(Metric, &'run Measurement)> {
    shown.exercise.task.metric().zip(shown.verdict.measurement())
}

fn rich(shown: &Shown, width: usize) -> String {
    let mut blocks = vec![status_line(shown), headline(shown, width)];
    blocks.extend(ladder_block(shown));
    blocks.extend(checks_block(shown, width));
    blocks.extend(
        shown
            .pictures
            .into_iter()
            .flat_map(|pictures| details::blocks(pictures, width)),
    );
    blocks.extend(shown.calls.iter().map(|call| case_block(call, width)));
    blocks.extend(other_findings(shown, width));
    blocks.extend(printed(shown));
    blocks.extend(learned(shown, width));
    blocks.push(format!(
        "{} {}",
        paint(style::HEADING, "→"),
        hanging(&shown.explanation.next_step, width)
    ));
    blocks.join("\n\n")
}

/// How the run was contained; nothing where nothing has run.
fn sandbox(shown: &Shown) -> Option<String> {
    let trace = &shown.verdict.trace;
    trace.run.as_ref().map(|_| words::sandbox(trace.level()).to_owned())
}

/// Only a project has final rows to be certified on; a kata is passed.
fn status_words(shown: &Shown) -> &'static str {
    match shown.verdict.status() {
        Status::Certified if shown.verdict.measurement().is_none() => words::status(Status::Passed),
        status => words::status(status),
    }
}

fn status_line(shown: &Shown) -> String {
    let status = paint(status_style(shown.verdict.status()), &status_words(shown).to_uppercase());
    let mut facts = vec![shown.exercise.id.clone(), words::language(shown.language).to_owned()];
    facts.extend(shown.verdict.score.map(|score| format!("score {}", words::score(score))));
    facts.push(words::duration(shown.verdict.trace.seconds.total()));
    facts.extend(sandbox(shown));
    format!("{status}  {}", facts.join(" · "))
}

fn headline(shown: &Shown, width: usize) -> String {
    let explanation = shown.explanation;
    let mut lines = vec![paint_commands(&wrap(&explanation.headline, width, ""))];
    lines.extend(
        explanation
            .details
            .iter()
            .map(|detail| paint_commands(&wrap(detail, width, ""))),
    );
    // The compiler's and the interpreter's own words keep their shape: they point with columns.
    lines.extend(explanation.verbatim.iter().map(|words| format!("\n{words}")));
    lines.join("\n")
}

fn ladder_block(shown: &Shown) -> Option<String> {
    let (metric, measurement) = metric(shown)?;
    let [low, high] = measurement.interval;
    let heading = format!(
        "{} {} (95 % interval {} to {})",
        words::capitalized(&words::metric(metric)),
        paint(style::HEADING, &words::number(measurement.value)),
        words::number(low),
        words::number(high)
    );
    Some(format!("{heading}\n\n{}", ladder::draw(measurement, shown.best)))
}

fn checks_block(shown: &Shown, width: usize) -> Option<String> {
    let (passed, failed): (Vec<&Check>, Vec<&Check>) = shown.verdict.checks.iter().partition(|check| check.passed);
    let mut lines = match shown.exercise.task {
        Task::Kata(_) => failed_cases(&failed, width),
        Task::Project(_) => failed.iter().map(|check| failed_check(check, width)).collect(),
    };
    if !passed.is_empty() {
        let said = match shown.exercise.task {
            Task::Kata(_) if failed.is_empty() => format!("all {} cases", passed.len()),
            Task::Kata(_) => format!("{} of {} cases are right", passed.len(), shown.verdict.checks.len()),
            Task::Project(_) => names(&passed),
        };
        lines.push(format!("{} {}", paint(style::SUCCESS, "✓"), hanging(&said, width)));
    }
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

/// One mistake fails many cases: the first is told above, so names are enough here.
fn failed_cases(failed: &[&Check], width: usize) -> Vec<String> {
    let line = |names: String| format!("{} {}", paint(style::FAILURE, "✗"), hanging(&names, width));
    if failed.is_empty() {
        Vec::new()
    } else {
        vec![line(names(failed))]
    }
}

/// A failing case in full.
fn case_block(call: &FailedCall, width: usize) -> String {
    format!(
        "{}\n{}\n{}\n{}",
        paint(style::HEADING, &call.case),
        wrap(&words::sentence(&call.seen), width, ""),
        wrap(&words::sentence(&call.why), width, ""),
        call.lines.join("\n")
    )
}

fn failed_check(check: &Check, width: usize) -> String {
    let detail = check.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
    format!(
        "{} {}",
        paint(style::FAILURE, "✗"),
        hanging(&format!("{}{detail}", check.name), width)
    )
}

fn names(checks: &[&Check]) -> String {
    checks.iter().map(|check| check.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn other_findings(shown: &Shown, width: usize) -> Option<String> {
    let line = |message: String| format!("{} {}", paint(style::WARNING, "!"), hanging(&message, width));
    let lines: Vec<String> = further_messages(shown.explanation).map(line).collect();
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

/// What was found beside the root cause, which is the headline already.
fn further_messages(explanation: &Explanation) -> impl Iterator<Item = String> {
    // Of one of two, both have been said.
    let others = explanation
        .findings
        .iter()
        .filter(|said| said.certainty != Certainty::OneOfTwo);
    let messages = others.map(Said::headline);
    messages.filter(|message| *message != explanation.headline)
}

/// The first lines of what the solution printed, as it printed them.
fn printed(shown: &Shown) -> Option<String> {
    let lines: Vec<&str> = shown.verdict.trace.printed.trim_end().lines().collect();
    let (shown, hidden) = lines.split_at(lines.len().min(PRINTED_LINES));
    let more = if hidden.is_empty() {
        String::new()
    } else {
        format!("\n  … and {} more lines", hidden.len())
    };
    let shown: String = shown.iter().map(|line| format!("\n  {line}")).collect();
    (!lines.is_empty()).then(|| format!("{}{shown}{more}", paint(style::QUIET, "Your solution printed:")))
}

fn learned(shown: &Shown, width: usize) -> Option<String> {
    let learned = shown.explanation.learned.as_ref()?;
    Some(format!("{} {}", paint(style::SUCCESS, "★"), hanging(learned, width)))
}

/// Text after a two-column mark.
fn hanging(text: &str, width: usize) -> String {
    paint_commands(wrap(text, width, "  ").trim_start())
}

fn plain(shown: &Shown) -> String {
    let explanation = shown.explanation;
    let mut lines = vec![format!(
        "{}, {}: {}",
        shown.exercise.id,
        words::language(shown.language),
        status_words(shown)
    )];
    lines.extend(shown.verdict.score.map(|score| format!("score: {}", words::score(score))));
    lines.extend(sandbox(shown).map(|level| format!("contained: {level}")));
    lines.push(explanation.headline.clone());
    lines.extend(explanation.details.iter().cloned());
    lines.extend(explanation.verbatim.iter().cloned());
    if let Some((metric, measurement)) = metric(shown) {
        lines.push(format!("metric: {}", words::metric(metric)));
        lines.push(ladder::say(measurement, shown.best));
    }
    lines.extend(shown.verdict.checks.iter().map(|check| {
        let detail = check.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
        format!(
            "check {}: {}{detail}",
            if check.passed { "passed" } else { "failed" },
            check.name
        )
    }));
    lines.extend(shown.pictures.into_iter().flat_map(details::say));
    lines.extend(
        shown
            .calls
            .iter()
            .flat_map(|call| [format!("case: {}", call.case)].into_iter().chain(call.lines.clone())),
    );
    lines.extend(further_messages(explanation).map(|message| format!("also found: {message}")));
    lines.extend(
        shown
            .verdict
            .trace
            .printed
            .lines()
            .take(PRINTED_LINES)
            .map(|line| format!("printed: {line}")),
    );
    lines.extend(explanation.learned.iter().map(|learned| format!("learned: {learned}")));
    lines.push(format!("next: {}", explanation.next_step));
    lines.join("\n")
}

fn status_style(status: Status) -> anstyle::Style {
    match status {
        Status::Passed | Status::Certified => style::SUCCESS,
        Status::Borderline | Status::NotYet | Status::NotStarted => style::WARNING,
        _ => style::FAILURE,
    }
}

#[cfg(test)]
mod tests;
