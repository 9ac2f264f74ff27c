//! `mlings status`: readiness with its interval, what is shown of each competency, what is missing, what to do next.

use serde::Serialize;

use super::grid::{self, Align};
use super::style::{self, pad, paint, paint_commands};
use super::{JSON_VERSION, Output};
use crate::error::Error;
use crate::readiness::{Cap, CompetencyReadiness, Coverage, Evidence, Forecast, Goal, PathReadiness, Readiness, Unheeded};
use crate::words;

#[derive(Serialize)]
struct StatusObject<'a> {
    version: u32,
    stages: &'a [Goal],
    roles: &'a [Goal],
}

#[derive(Serialize)]
struct ExplainedObject<'a> {
    version: u32,
    competency: &'a CompetencyReadiness,
}

pub fn show(output: &Output, readiness: &PathReadiness) -> Result<(), Error> {
    let object = StatusObject {
        version: JSON_VERSION,
        stages: &readiness.stages,
        roles: &readiness.roles,
    };
    output.show(&object, || rich(readiness, output), || plain(readiness))
}

/// Prints every piece of evidence of one competency, and the arithmetic to the last factor.
pub fn explain(output: &Output, competency: &CompetencyReadiness) -> Result<(), Error> {
    let object = ExplainedObject {
        version: JSON_VERSION,
        competency,
    };
    let text = || explained(competency);
    output.show(&object, text, text)
}

/// A share as a whole percentage.
fn whole(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

/// `ML Certification: 50 [38–62]`.
fn line(goal: &Goal) -> String {
    let Readiness { value, interval, .. } = goal.readiness;
    format!(
        "{}: {} [{}–{}]",
        goal.title,
        whole(value),
        whole(interval[0]),
        whole(interval[1])
    )
}

fn rich(readiness: &PathReadiness, output: &Output) -> String {
    let goal = readiness.chosen();
    let mut lines = vec![
        format!(
            "{}   shown so far; {} is the cut",
            paint(style::HEADING, &line(goal)),
            whole(goal.readiness.cut)
        ),
        String::new(),
    ];
    lines.extend(bars(&goal.readiness.competencies, output.width));
    lines.push(String::new());
    let facts = facts(&goal.readiness)
        .into_iter()
        .map(|fact| paint_commands(&output.wrap(&fact)));
    lines.extend(facts);
    lines.push(String::new());
    lines.extend(
        others(readiness)
            .into_iter()
            .map(|line| paint(style::QUIET, &output.wrap(&line))),
    );
    lines.join("\n")
}

fn plain(readiness: &PathReadiness) -> String {
    let goal = readiness.chosen();
    let mut lines = vec![format!(
        "{}, shown so far; the cut is {}",
        line(goal),
        whole(goal.readiness.cut)
    )];
    lines.extend(goal.readiness.competencies.iter().map(|competency| {
        format!(
            "{}, {}: weight {} percent, shown {} of 100, {}",
            competency.competency,
            competency.title,
            whole(competency.weight),
            whole(competency.mean),
            coverage(competency.coverage)
        )
    }));
    lines.extend(facts(&goal.readiness));
    lines.extend(others(readiness));
    lines.join("\n")
}

fn bars(competencies: &[CompetencyReadiness], width: usize) -> Vec<String> {
    const BAR: usize = 20;
    let row = |competency: &CompetencyReadiness| {
        let filled = (competency.mean * BAR as f64).round() as usize;
        vec![
            competency.competency.clone(),
            competency.title.clone(),
            format!("{} %", whole(competency.weight)),
            pad(&"█".repeat(filled), BAR),
            whole(competency.mean),
            coverage(competency.coverage).to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = competencies.iter().map(row).collect();
    use Align::{Left, Right};
    let lines = grid::lines(&rows, &[Left, Left, Right, Left, Right, Left], width);
    let painted = lines
        .iter()
        .zip(competencies)
        .map(|(line, competency)| match competency.coverage {
            Coverage::Covered => line.clone(),
            Coverage::Thin => paint(style::WARNING, line),
            Coverage::Uncovered => paint(style::QUIET, line),
        });
    painted.collect()
}

fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Covered => "covered",
        Coverage::Thin => "thin",
        Coverage::Uncovered => "uncovered",
    }
}

/// The forecast or why there is none, what is missing, what to do next, and what the log holds that did not count.
pub fn facts(readiness: &Readiness) -> Vec<String> {
    let mut facts = vec![forecast(&readiness.forecast)];
    let listed = |coverage| -> Vec<String> {
        // The spaces within are such that no line ends there.
        let weighed =
            |competency: &CompetencyReadiness| format!("{}\u{a0}{}\u{a0}%", competency.competency, whole(competency.weight));
        readiness.with_coverage(coverage).map(weighed).collect()
    };
    for (name, coverage) in [("Uncovered", Coverage::Uncovered), ("Thin", Coverage::Thin)] {
        let listed = listed(coverage);
        if !listed.is_empty() {
            facts.push(format!("{name}: {}.", listed.join(", ")));
        }
    }
    if let Some(next) = &readiness.next {
        facts.push(format!(
            "Best next: `mlings run {}` ({}, {} minutes), {:+.1} points.",
            next.exercise,
            next.title,
            next.minutes,
            100.0 * next.gain
        ));
    }
    facts.extend(reviews(readiness));
    facts.extend(unheeded(&readiness.unheeded));
    facts
}

fn forecast(forecast: &Forecast) -> String {
    match forecast {
        Forecast::NoneYet { covered, needed } => format!(
            "No forecast: {} % of the weights are covered, {} % are needed for one.",
            whole(*covered),
            whole(*needed)
        ),
        Forecast::Given { probability, cap } => {
            let why = match cap {
                None => "",
                Some(Cap::Covered) => "; no more, as that much is covered",
                Some(Cap::Certainty) => "; nobody is surer than that",
                Some(Cap::NoExam) => "; no more without a mock exam in the last 30 days",
            };
            format!("Forecast: {} % would pass today{why}.", whole(*probability))
        }
    }
}

fn reviews(readiness: &Readiness) -> Option<String> {
    const SHOWN: usize = 3;
    let reviews = &readiness.reviews;
    let named: Vec<String> = reviews
        .iter()
        .take(SHOWN)
        .map(|review| {
            let [left, gain] = [100.0 * review.retention, 100.0 * review.gain];
            format!("{} ({left:.0} % left, {gain:+.1} points)", review.exercise)
        })
        .collect();
    let more = match reviews.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| format!("Due for review: {}{more}.", named.join(", ")))
}

fn unheeded(unheeded: &Unheeded) -> Vec<String> {
    let listed = |what: &str, lines: usize, names: &[String]| {
        let lines = words::count(lines);
        (!names.is_empty()).then(|| format!("{what}: {lines} ({}).", names.join(", ")))
    };
    let Unheeded {
        unknown_lines,
        future_lines,
        ..
    } = *unheeded;
    [
        listed(
            "Lines of the log about exercises this mlings does not have",
            unknown_lines,
            &unheeded.unknown_exercises,
        ),
        listed(
            "Lines dated in the future, and read as of today",
            future_lines,
            &unheeded.dated_in_future,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The other stages and the roles, one line for both.
fn others(readiness: &PathReadiness) -> Vec<String> {
    let stages = readiness
        .stages
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != readiness.chosen);
    let stages: Vec<String> = stages.map(|(_, goal)| line(goal)).collect();
    let roles: Vec<String> = readiness.roles.iter().map(line).collect();
    vec![
        format!("Other stages: {}", stages.join(", ")),
        format!("Roles: {}", roles.join(", ")),
        "This is what you have shown here by mlings' own weights; it is no promise of any vendor's exam.".to_owned(),
    ]
}

fn explained(competency: &CompetencyReadiness) -> String {
    let CompetencyReadiness { title, weight, .. } = competency;
    let mut lines = vec![
        format!("{} ({title}), {} % of the stage", competency.competency, whole(*weight)),
        String::new(),
    ];
    for evidence in &competency.results {
        lines.extend(arithmetic(evidence));
        lines.push(String::new());
    }
    let earned = competency.mean * (competency.evidence + 1.0);
    lines.push(format!("n = Σ wR = {:.3}", competency.evidence));
    lines.push(format!(
        "m = Σ wRq / (n + 1) = {earned:.3} / {:.3} = {:.3}",
        competency.evidence + 1.0,
        competency.mean
    ));
    lines.push(format!(
        "v = m(1 − m) / (n + 2) = {:.4}, standard deviation {:.3}",
        competency.variance,
        competency.variance.sqrt()
    ));
    lines.push(format!(
        "adds {weight:.2} · {:.3} = {:.1} points; {}",
        competency.mean,
        100.0 * weight * competency.mean,
        coverage(competency.coverage)
    ));
    lines.join("\n")
}

fn arithmetic(evidence: &Evidence) -> [String; 4] {
    let Evidence {
        exercise,
        language,
        weight,
        quality,
        retention,
    } = evidence;
    [
        format!("{exercise}, {}", words::language(*language)),
        format!(
            "  w = {} difficulty · {} kind · {} exam · {} variant · {} share = {:.3}",
            weight.difficulty, weight.kind, weight.exam, weight.variant, weight.share, weight.value
        ),
        format!(
            "  q = {:.3} score · {} for {} hints · {:.2} for {} attempts = {:.3}",
            quality.score, quality.hint_factor, quality.hints, quality.attempt_factor, quality.attempts, quality.value
        ),
        format!(
            "  R = 1 / (1 + {:.1} days / (9 · {:.0})) = {:.3};  wR = {:.3}",
            retention.days,
            retention.stability_days,
            retention.value,
            evidence.value()
        ),
    ]
}
