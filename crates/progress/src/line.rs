//! The wire shape of one log line, version 1. Old shapes stay readable for ever; unknown fields are ignored.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Graded};
use crate::looks::Program;
use crate::record::{Attempt, Event, Record};
use crate::status::Status;
use mlings_content::language::Language;

const VERSION: u32 = 1;
const MLINGS: &str = env!("CARGO_PKG_VERSION");

/// Says which shape the rest has.
#[derive(Deserialize)]
struct Header {
    v: u32,
    kind: Option<String>,
}

/// An attempt as it is written.
#[derive(Serialize)]
struct WrittenAttempt<'entry> {
    v: u32,
    at: String,
    exercise: &'entry str,
    language: Language,
    file: String,
    status: Status,
    certified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    noise: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'entry str>,
    seed: u64,
    hints: u8,
    solution_seen: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exam: bool,
    seconds: f64,
    sandbox: &'entry str,
    mlings: &'static str,
}

/// What is read of an attempt.
#[derive(Deserialize)]
struct AttemptLine<'line> {
    v: u32,
    /// An attempt has none: a line of another kind may have all the other fields.
    kind: Option<String>,
    #[serde(borrow)]
    at: Cow<'line, str>,
    #[serde(borrow)]
    exercise: Cow<'line, str>,
    language: Language,
    #[serde(borrow)]
    status: Cow<'line, str>,
    certified: bool,
    score: Option<f64>,
    noise: Option<f64>,
    #[serde(borrow, default)]
    file: Option<Cow<'line, str>>,
    #[serde(default)]
    seed: u64,
    cause: Option<String>,
    hints: u8,
    solution_seen: bool,
    #[serde(default)]
    exam: bool,
}

#[derive(Serialize, Deserialize)]
struct HintLine {
    v: u32,
    kind: String,
    at: String,
    exercise: String,
    hint: u8,
    mlings: String,
}

#[derive(Serialize, Deserialize)]
struct SolutionLine {
    v: u32,
    kind: String,
    at: String,
    exercise: String,
    language: Language,
    mlings: String,
}

/// Why a line is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotARecord {
    /// Valid JSON of a version or kind this mlings does not know.
    Foreign,
    /// No JSON object of ours.
    Unreadable,
}

/// The line without its newline.
pub fn write(at: DateTime<Utc>, exercise: &str, entry: &Entry) -> String {
    let json = match entry {
        Entry::Attempt(graded) => serde_json::to_string(&WrittenAttempt::of(graded, at, exercise)),
        Entry::HintShown { level } => serde_json::to_string(&HintLine {
            v: VERSION,
            kind: "hint".to_owned(),
            at: stamp(at),
            exercise: exercise.to_owned(),
            hint: *level,
            mlings: MLINGS.to_owned(),
        }),
        Entry::SolutionRead { language } => serde_json::to_string(&SolutionLine {
            v: VERSION,
            kind: "solution".to_owned(),
            at: stamp(at),
            exercise: exercise.to_owned(),
            language: *language,
            mlings: MLINGS.to_owned(),
        }),
    };
    json.expect("strings, numbers and enums always become JSON")
}

impl<'entry> WrittenAttempt<'entry> {
    fn of(graded: &Graded<'entry>, at: DateTime<Utc>, exercise: &'entry str) -> Self {
        let measured = graded.measured;
        WrittenAttempt {
            v: VERSION,
            at: stamp(at),
            exercise,
            language: graded.language,
            file: format!("sha256:{}", graded.sha256),
            status: graded.status,
            certified: graded.status.is_certified(),
            score: graded.score,
            value: measured.map(|measured| measured.value),
            interval: measured.map(|measured| measured.interval),
            noise: measured.map(|measured| measured.noise),
            cause: graded.cause,
            seed: graded.seed,
            hints: graded.history.hints,
            solution_seen: graded.history.is_barred(at),
            exam: false,
            seconds: graded.seconds,
            sandbox: graded.sandbox,
            mlings: MLINGS,
        }
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Reads one line. Nearly all are attempts of this version: those are parsed once, and only others by their header first.
pub fn read(line: &[u8]) -> Result<Record, NotARecord> {
    let line = std::str::from_utf8(line).map_err(|_| NotARecord::Unreadable)?;
    match parse::<AttemptLine>(line) {
        Ok(attempt) if attempt.v == VERSION && attempt.kind.is_none() => attempt_record(attempt),
        _ => read_by_header(line),
    }
}

fn read_by_header(line: &str) -> Result<Record, NotARecord> {
    let header: Header = parse(line)?;
    match (header.v, header.kind.as_deref()) {
        (VERSION, None) => Err(NotARecord::Unreadable),
        (VERSION, Some("hint")) => {
            let line: HintLine = parse(line)?;
            record(&line.at, &line.exercise, Event::HintShown { level: line.hint })
        }
        (VERSION, Some("solution")) => {
            let line: SolutionLine = parse(line)?;
            record(&line.at, &line.exercise, Event::SolutionRead)
        }
        _ => Err(NotARecord::Foreign),
    }
}

fn attempt_record(line: AttemptLine) -> Result<Record, NotARecord> {
    let status = Status::read(&line.status, line.certified).ok_or(NotARecord::Unreadable)?;
    let sha256 = line.file.as_deref().and_then(|file| file.strip_prefix("sha256:"));
    let attempt = Attempt {
        language: line.language,
        status,
        program: sha256
            .filter(|_| status.is_passed())
            .map(|sha256| Program::of(sha256, line.seed)),
        score: line.score,
        noise: line.noise,
        cause: line.cause.map(without_controls),
        hints: line.hints,
        solution_seen: line.solution_seen,
        exam: line.exam,
    };
    record(&line.at, &line.exercise, Event::Attempt(attempt))
}

/// Lower-case words with hyphens, as exercises are named.
fn is_id(text: &str) -> bool {
    const LONGEST: usize = 100;
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_part)
}

/// A log may come from anywhere: what drives a terminal is left out.
fn without_controls(text: String) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text;
    }
    text.chars().filter(|character| !character.is_control()).collect()
}

fn parse<'line, T: Deserialize<'line>>(line: &'line str) -> Result<T, NotARecord> {
    serde_json::from_str(line).map_err(|_| NotARecord::Unreadable)
}

fn record(at: &str, exercise: &str, event: Event) -> Result<Record, NotARecord> {
    let at = DateTime::parse_from_rfc3339(at)
        .map_err(|_| NotARecord::Unreadable)?
        .with_timezone(&Utc);
    if !is_id(exercise) {
        return Err(NotARecord::Unreadable);
    }
    Ok(Record {
        at,
        exercise: exercise.into(),
        event,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Measured;
    use crate::fold::ExerciseProgress;

    const DOCUMENTED: &str = r#"{"v":1,"at":"2026-11-23T10:00:00Z","exercise":"housing-price","language":"python","file":"sha256:0","status":"passed","certified":true,"score":0.87,"seed":0,"hints":1,"solution_seen":false,"seconds":1.2,"sandbox":"full","mlings":"0.1.0"}"#;

    #[test]
    fn the_documented_line_is_read() {
        let record = read(DOCUMENTED.as_bytes()).unwrap();
        let Event::Attempt(attempt) = &record.event else {
            panic!("an attempt")
        };
        assert_eq!(
            (&*record.exercise, attempt.score, attempt.hints),
            ("housing-price", Some(0.87), 1)
        );
    }

    /// A certified run in Python after one hint.
    fn with_graded<T>(measured: Option<Measured>, score: Option<f64>, then: impl FnOnce(Graded) -> T) -> T {
        let history = ExerciseProgress {
            hints: 1,
            ..ExerciseProgress::default()
        };
        then(Graded {
            language: Language::Python,
            sha256: "0",
            status: Status::Certified,
            score,
            measured,
            cause: None,
            history: &history,
            seed: 0,
            seconds: 1.2,
            sandbox: "full",
        })
    }

    fn written_and_read(entry: &Entry) -> Record {
        let at = "2026-11-23T10:00:00.000001Z".parse().unwrap();
        let record = read(write(at, "housing-price", entry).as_bytes()).unwrap();
        assert_eq!((record.at, &*record.exercise), (at, "housing-price"));
        record
    }

    #[test]
    fn a_hint_and_a_solution_are_read_as_they_were_written() {
        assert_eq!(
            written_and_read(&Entry::HintShown { level: 2 }).event,
            Event::HintShown { level: 2 }
        );
        let language = Language::Rust;
        assert_eq!(written_and_read(&Entry::SolutionRead { language }).event, Event::SolutionRead);
    }

    #[test]
    fn all_that_progress_depends_on_is_read_as_it_was_written() {
        let Event::Attempt(mut attempt) = read(DOCUMENTED.as_bytes()).unwrap().event else {
            panic!("an attempt")
        };
        attempt.score = Some(0.85);
        attempt.noise = Some(0.01);
        attempt.cause = Some("raw-dollar-target".to_owned());
        let measured = Measured {
            value: 0.181,
            interval: [0.176, 0.187],
            noise: 0.01,
        };
        let written = with_graded(Some(measured), Some(0.85), |graded| {
            written_and_read(&Entry::Attempt(Graded {
                cause: Some("raw-dollar-target"),
                ..graded
            }))
        });
        assert_eq!(written.event, Event::Attempt(attempt));
    }

    #[test]
    fn an_attempt_is_written_as_documented() {
        let Record { at, exercise, .. } = read(DOCUMENTED.as_bytes()).unwrap();
        let written = with_graded(None, Some(0.87), |graded| write(at, &exercise, &Entry::Attempt(graded)));
        assert_eq!(written, DOCUMENTED.replacen("10:00:00Z", "10:00:00.000000Z", 1));
    }

    #[test]
    fn a_newer_version_and_an_unknown_kind_are_foreign_not_broken() {
        assert_eq!(read(br#"{"v":2,"at":"x"}"#), Err(NotARecord::Foreign));
        assert_eq!(read(br#"{"v":1,"kind":"exam"}"#), Err(NotARecord::Foreign));
    }

    #[test]
    fn a_foreign_line_with_every_field_of_an_attempt_is_still_foreign() {
        for (from, to) in [("\"v\":1", "\"v\":2"), ("\"v\":1", "\"v\":1,\"kind\":\"survey\"")] {
            assert_eq!(read(DOCUMENTED.replacen(from, to, 1).as_bytes()), Err(NotARecord::Foreign));
        }
    }

    #[test]
    fn half_a_line_is_unreadable() {
        assert_eq!(read(&DOCUMENTED.as_bytes()[..80]), Err(NotARecord::Unreadable));
    }

    #[test]
    fn an_unknown_field_is_ignored() {
        let line = DOCUMENTED.replacen('{', r#"{"mood":"good","#, 1);
        assert!(read(line.as_bytes()).is_ok());
    }
}
