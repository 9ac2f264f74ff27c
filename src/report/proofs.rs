//! What `demo` and `dev check` show: solutions graded one after another, and whether each came out as it should.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use mlings_grade::{Finding, Measurement};
use serde::Serialize;

use super::style::{self, paint};
use super::{Format, Output, wrap};
use crate::bless::proof::Proven;
use crate::catalog::{Exemplar, Exercise, Language};
use crate::error::Error;
use crate::feedback;
use crate::verdict::Status;
use crate::words;

/// Of the object that `demo` and `dev check` print: since 2, statuses are the words of `run --json`.
const PROOFS_VERSION: u32 = 2;

/// How far a long row of proofs has come, on stderr; silent where that is no terminal.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new(output: Output, count: usize) -> Self {
        if output.format != Format::Rich || !io::stderr().is_terminal() {
            return Bar(ProgressBar::hidden());
        }
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}").expect("the template is well formed");
        let bar = ProgressBar::new(count as u64).with_style(style);
        bar.enable_steady_tick(Duration::from_millis(200));
        Bar(bar)
    }

    pub fn advance(&self, proven: &Proven) {
        self.0
            .set_message(format!("{} {}", proven.claim.exercise.id, proven.claim.exemplar));
        self.0.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[derive(Serialize)]
struct ProofsObject<'run> {
    version: u32,
    proven: usize,
    objections: usize,
    proofs: Vec<ProofObject<'run>>,
    /// What an author has still to do.
    unfinished: &'run [String],
}

#[derive(Serialize)]
struct ProofObject<'run> {
    exercise: &'run str,
    language: Language,
    role: String,
    /// As `run --json` writes it; none where nothing was graded.
    status: Option<Status>,
    certified: bool,
    score: Option<f64>,
    value: Option<f64>,
    finding: Option<&'run str>,
    objection: Option<&'run str>,
    seconds: f64,
}

/// One project of the demo: its bars, and a line for each solution.
pub fn show_project(output: &Output, exercise: &Exercise, proofs: &[Proven]) -> Result<(), Error> {
    let mut text = match output.format {
        Format::Plain => format!("{}: {}\n", exercise.id, exercise.title),
        _ => format!("{}  {}\n", paint(style::HEADING, &exercise.title), exercise.summary),
    };
    if let (Some(metric), Some(measurement)) = (exercise.task.metric(), proofs.iter().find_map(measurement)) {
        let _ = writeln!(
            text,
            "  {}: baseline {}, pass {}, reference {}",
            words::metric(metric),
            words::number(measurement.baseline),
            words::number(measurement.pass),
            words::number(measurement.reference)
        );
    }
    proofs.iter().for_each(|proven| text.push_str(&line(proven, output)));
    output.print(text.trim_end())
}

fn measurement<'run>(proven: &'run Proven) -> Option<&'run Measurement> {
    proven.verdict.as_ref().ok()?.measurement()
}

/// `✓ Rust    reference  certified  0.1623 [0.158, 0.167]  2.4 s`, and below it what is said of a mistake.
fn line(proven: &Proven, output: &Output) -> String {
    let Proven {
        claim, objection, took, ..
    } = proven;
    let status = status(proven).map_or("not graded", words::status);
    let value = measurement(proven).map(|measurement| {
        let [low, high] = measurement.interval.map(words::number);
        format!("{} [{low}, {high}]", words::number(measurement.value))
    });
    let (role, seconds) = (role(&claim.exemplar), took.as_secs_f64());
    let language = words::language(claim.language);
    let mut line = match output.format {
        Format::Plain => format!("{language} {role}: {status} {} {seconds:.1} s\n", value.unwrap_or_default()),
        _ => format!(
            "  {} {language:<7} {role:<10} {status:<15} {:<24} {seconds:>5.1} s\n",
            mark(objection.is_none()),
            value.unwrap_or_default()
        ),
    };
    if let Exemplar::Mistake { .. } = &claim.exemplar {
        let message = format!("named: {}. {}", claim.exemplar.name(), said(proven));
        let _ = writeln!(line, "{}", wrap(&message, output.width.max(100), "      "));
    }
    if let Some(objection) = objection {
        let _ = writeln!(
            line,
            "      {}",
            paint(style::FAILURE, &format!("not as it should be: {objection}"))
        );
    }
    line
}

fn role(exemplar: &Exemplar) -> &'static str {
    match exemplar {
        Exemplar::Starter => "starter",
        Exemplar::Reference => "reference",
        Exemplar::Mistake { .. } => "mistake",
    }
}

/// None where nothing was graded.
fn status(proven: &Proven) -> Option<Status> {
    Some(proven.verdict.as_ref().ok()?.status())
}

fn finding<'run>(proven: &'run Proven) -> Option<&'run Finding> {
    proven.verdict.as_ref().ok()?.findings.first()
}

/// The first sentence a learner would read.
fn said(proven: &Proven) -> String {
    let mistakes = proven.claim.exercise.mistakes().unwrap_or_default();
    let message = finding(proven)
        .and_then(|finding| feedback::recognised(finding, &mistakes))
        .map(|mistake| mistake.message.as_str());
    let message = message.unwrap_or_default();
    message.split_inclusive(". ").next().unwrap_or(message).trim().to_owned()
}

fn mark(holds: bool) -> String {
    if holds {
        paint(style::SUCCESS, "✓")
    } else {
        paint(style::FAILURE, "✗")
    }
}

/// The table of `dev check`: a line an exercise and language, then every objection.
pub fn show_check(output: &Output, proofs: &[Proven], unfinished: &[String]) -> Result<(), Error> {
    let objections = proofs.iter().filter_map(objection);
    let objections: Vec<String> = objections.chain(unfinished.iter().cloned()).collect();
    let object = ProofsObject {
        version: PROOFS_VERSION,
        proven: proofs.len(),
        objections: objections.len(),
        proofs: proofs.iter().map(object).collect(),
        unfinished,
    };
    let text = || check_text(proofs, &objections);
    output.show(&object, text, text)
}

fn object<'run>(proven: &'run Proven) -> ProofObject<'run> {
    ProofObject {
        exercise: &proven.claim.exercise.id,
        language: proven.claim.language,
        role: proven.claim.exemplar.to_string(),
        status: status(proven),
        certified: status(proven).is_some_and(Status::is_certified),
        score: proven.verdict.as_ref().ok().and_then(|verdict| verdict.score),
        value: measurement(proven).map(|measurement| measurement.value),
        finding: finding(proven).map(|finding| finding.id.as_str()),
        objection: proven.objection.as_deref(),
        seconds: proven.took.as_secs_f64(),
    }
}

fn objection(proven: &Proven) -> Option<String> {
    let objection = proven.objection.as_ref()?;
    Some(format!(
        "{}, {}: {objection}",
        proven.claim.exercise.id,
        words::language(proven.claim.language)
    ))
}

fn check_text(proofs: &[Proven], objections: &[String]) -> String {
    let mut text = format!(
        "{:<20} {:<7} {:<8} {:<10} {:<10} {:>7}\n",
        "exercise", "", "starter", "reference", "mistakes", "seconds"
    );
    let is_same = |a: &Proven, b: &Proven| a.claim.exercise.id == b.claim.exercise.id && a.claim.language == b.claim.language;
    for group in proofs.chunk_by(is_same) {
        let claim = &group[0].claim;
        let role = |wanted: fn(&Exemplar) -> bool| {
            let of_role: Vec<&Proven> = group.iter().filter(|proven| wanted(&proven.claim.exemplar)).collect();
            (
                of_role.iter().filter(|proven| proven.objection.is_none()).count(),
                of_role.len(),
            )
        };
        let (named, mistakes) = role(|exemplar| matches!(exemplar, Exemplar::Mistake { .. }));
        let (starter, _) = role(|exemplar| *exemplar == Exemplar::Starter);
        let (reference, _) = role(|exemplar| *exemplar == Exemplar::Reference);
        let seconds: f64 = group.iter().map(|proven| proven.took.as_secs_f64()).sum();
        let _ = writeln!(
            text,
            "{:<20} {:<7} {:<8} {:<10} {:<10} {seconds:>7.1}",
            claim.exercise.id,
            words::language(claim.language),
            if starter == 1 { "fails" } else { "WRONG" },
            if reference == 1 { "passes" } else { "WRONG" },
            format!("{named}/{mistakes} named"),
        );
    }
    for objection in objections {
        let _ = writeln!(text, "\n{} {objection}", mark(false));
    }
    let holding = proofs.iter().filter(|proven| proven.objection.is_none()).count();
    let _ = if objections.is_empty() {
        writeln!(text, "\n{} {holding} claims, all hold.", mark(true))
    } else {
        writeln!(text, "\n{holding} of {} claims hold.", proofs.len())
    };
    text
}
