//! The verdict of a run: status, ladder, checks, findings, next step; or the JSON object other programs read.

use mlings_sandbox::Level;
use serde::Serialize;

use super::pictures::Pictures;
use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output, details, ladder, wrap};
use crate::catalog::{Exercise, Language, Task};
use crate::error::Error;
use crate::feedback::Explanation;
use crate::grade::displays::Display;
use crate::grade::{Check, Measurement, Status};
use crate::words;

/// How much of a solution's own output is shown.
const PRINTED_LINES: usize = 12;

/// Everything the screen of a run shows.
pub struct Verdict<'run> {
    pub exercise: &'run Exercise,
    pub language: Language,
    pub status: Status,
    pub certified: bool,
    /// 0 to 1; none where nothing could be scored.
    pub score: Option<f64>,
    /// The part that decided.
    pub measurement: Option<&'run Measurement>,
    pub checks: &'run [Check],
    pub explanation: &'run Explanation,
    /// What the solution itself printed.
    pub printed: &'run str,
    /// The best score before this run.
    pub best: Option<f64>,
    pub sandbox: Level,
    pub seconds: Seconds,
    /// Where they were asked for and there are any.
    pub pictures: Option<&'run Pictures>,
}

/// Where the time of a run went.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Seconds {
    pub build: f64,
    pub run: f64,
    pub grade: f64,
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
    sandbox: &'run Level,
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
}

/// Prints the verdict.
pub fn show(output: &Output, verdict: &Verdict) -> Result<(), Error> {
    output.show(&object(verdict), || rich(verdict, output.width), || plain(verdict))
}

fn object<'run>(verdict: &'run Verdict) -> VerdictObject<'run> {
    let metric = match (&verdict.exercise.task, verdict.measurement) {
        (Task::Project(project), Some(measurement)) => Some(MetricObject {
            name: project.metric.name(),
            value: measurement.value,
            interval: measurement.interval,
            baseline: measurement.baseline,
            pass: measurement.pass,
            reference: measurement.reference,
        }),
        _ => None,
    };
    let finding = |said: &'run crate::feedback::Said| FindingObject {
        id: &said.id,
        message: &said.message,
    };
    VerdictObject {
        version: JSON_VERSION,
        exercise: &verdict.exercise.id,
        language: verdict.language,
        status: verdict.status,
        certified: verdict.certified,
        score: verdict.score.unwrap_or(0.0),
        metric,
        findings: verdict.explanation.findings.iter().map(finding).collect(),
        checks: verdict.checks,
        explanation: verdict.explanation,
        printed: verdict.printed,
        sandbox: &verdict.sandbox,
        seconds: verdict.seconds,
        display: verdict.pictures.map(|pictures| &pictures.display),
    }
}

fn rich(verdict: &Verdict, width: usize) -> String {
    let mut blocks = vec![status_line(verdict), headline(verdict, width)];
    blocks.extend(ladder_block(verdict));
    blocks.extend(checks_block(verdict, width));
    blocks.extend(
        verdict
            .pictures
            .into_iter()
            .flat_map(|pictures| details::blocks(pictures, width)),
    );
    blocks.extend(other_findings(verdict, width));
    blocks.extend(printed(verdict));
    blocks.extend(learned(verdict, width));
    blocks.push(format!(
        "{} {}",
        paint(style::HEADING, "→"),
        hanging(&verdict.explanation.next_step, width)
    ));
    blocks.join("\n\n")
}

/// How the run was contained; nothing where nothing has run.
fn sandbox(verdict: &Verdict) -> Option<String> {
    (verdict.seconds.run > 0.0).then(|| words::sandbox(verdict.sandbox).to_owned())
}

/// Only a project has final rows to be certified on; a kata is passed.
fn is_certified(verdict: &Verdict) -> bool {
    verdict.certified && verdict.measurement.is_some()
}

fn status_line(verdict: &Verdict) -> String {
    let status = paint(
        status_style(verdict.status),
        &words::status(verdict.status, is_certified(verdict)).to_uppercase(),
    );
    let mut facts = vec![verdict.exercise.id.clone(), words::language(verdict.language).to_owned()];
    facts.extend(verdict.score.map(|score| format!("score {}", words::score(score))));
    facts.push(words::duration(
        verdict.seconds.build + verdict.seconds.run + verdict.seconds.grade,
    ));
    facts.extend(sandbox(verdict));
    format!("{status}  {}", facts.join(" · "))
}

fn headline(verdict: &Verdict, width: usize) -> String {
    let explanation = verdict.explanation;
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

fn ladder_block(verdict: &Verdict) -> Option<String> {
    let (Task::Project(project), Some(measurement)) = (&verdict.exercise.task, verdict.measurement) else {
        return None;
    };
    let [low, high] = measurement.interval;
    let heading = format!(
        "{} {} (95 % interval {} to {})",
        words::capitalized(&words::metric(project.metric)),
        paint(style::HEADING, &words::number(measurement.value)),
        words::number(low),
        words::number(high)
    );
    Some(format!("{heading}\n\n{}", ladder::draw(measurement, verdict.best)))
}

fn checks_block(verdict: &Verdict, width: usize) -> Option<String> {
    let (passed, failed): (Vec<&Check>, Vec<&Check>) = verdict.checks.iter().partition(|check| check.passed);
    let mut lines = match verdict.exercise.task {
        Task::Kata(_) => failed_cases(&failed, width),
        Task::Project(_) => failed.iter().map(|check| failed_check(check, width)).collect(),
    };
    if !passed.is_empty() {
        let said = match verdict.exercise.task {
            Task::Kata(_) if failed.is_empty() => format!("all {} cases", passed.len()),
            Task::Kata(_) => format!("{} of {} cases are right", passed.len(), verdict.checks.len()),
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

fn other_findings(verdict: &Verdict, width: usize) -> Option<String> {
    let line = |message: String| format!("{} {}", paint(style::WARNING, "!"), hanging(&message, width));
    let lines: Vec<String> = further_messages(verdict.explanation).map(line).collect();
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

/// What was found beside the root cause, which is the headline already.
fn further_messages(explanation: &Explanation) -> impl Iterator<Item = String> {
    let messages = explanation.findings.iter().map(|said| words::sentence(&said.message));
    messages.filter(|message| *message != explanation.headline)
}

/// The first lines of what the solution printed, as it printed them.
fn printed(verdict: &Verdict) -> Option<String> {
    let lines: Vec<&str> = verdict.printed.trim_end().lines().collect();
    let (shown, hidden) = lines.split_at(lines.len().min(PRINTED_LINES));
    let more = if hidden.is_empty() {
        String::new()
    } else {
        format!("\n  … and {} more lines", hidden.len())
    };
    let shown: String = shown.iter().map(|line| format!("\n  {line}")).collect();
    (!lines.is_empty()).then(|| format!("{}{shown}{more}", paint(style::QUIET, "Your solution printed:")))
}

fn learned(verdict: &Verdict, width: usize) -> Option<String> {
    let learned = verdict.explanation.learned.as_ref()?;
    Some(format!("{} {}", paint(style::SUCCESS, "★"), hanging(learned, width)))
}

/// Text after a two-column mark.
fn hanging(text: &str, width: usize) -> String {
    paint_commands(wrap(text, width, "  ").trim_start())
}

fn plain(verdict: &Verdict) -> String {
    let explanation = verdict.explanation;
    let mut lines = vec![format!(
        "{}, {}: {}",
        verdict.exercise.id,
        words::language(verdict.language),
        words::status(verdict.status, is_certified(verdict))
    )];
    lines.extend(verdict.score.map(|score| format!("score: {}", words::score(score))));
    lines.extend(sandbox(verdict).map(|level| format!("contained: {level}")));
    lines.push(explanation.headline.clone());
    lines.extend(explanation.details.iter().cloned());
    lines.extend(explanation.verbatim.iter().cloned());
    if let (Task::Project(project), Some(measurement)) = (&verdict.exercise.task, verdict.measurement) {
        lines.push(format!("metric: {}", words::metric(project.metric)));
        lines.push(ladder::say(measurement, verdict.best));
    }
    lines.extend(verdict.checks.iter().map(|check| {
        let detail = check.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
        format!(
            "check {}: {}{detail}",
            if check.passed { "passed" } else { "failed" },
            check.name
        )
    }));
    lines.extend(verdict.pictures.into_iter().flat_map(details::say));
    lines.extend(further_messages(explanation).map(|message| format!("also found: {message}")));
    lines.extend(
        verdict
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
        Status::Passed => style::SUCCESS,
        Status::Borderline | Status::NotYet | Status::NotStarted => style::WARNING,
        _ => style::FAILURE,
    }
}

#[cfg(test)]
mod tests;
