//! The wire shape of one log line, version 1. Old shapes stay readable for ever; unknown fields are ignored.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

use super::{Attempt, Event, Measured, Record};
use crate::catalog::Language;
use crate::grade::Status;
use crate::sandbox::Level;

const VERSION: u32 = 1;

/// Read first: says which shape the rest has.
#[derive(Deserialize)]
struct Header<'line> {
    v: u32,
    #[serde(borrow)]
    kind: Option<Cow<'line, str>>,
}

#[derive(Serialize, Deserialize)]
struct AttemptLine<'line> {
    v: u32,
    /// An attempt has none: a line of another kind may have all the other fields.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    kind: Option<Cow<'line, str>>,
    #[serde(borrow)]
    at: Cow<'line, str>,
    #[serde(borrow)]
    exercise: Cow<'line, str>,
    language: Language,
    #[serde(borrow)]
    file: Cow<'line, str>,
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
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    cause: Option<Cow<'line, str>>,
    seed: u64,
    hints: u8,
    solution_seen: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    exam: bool,
    seconds: f64,
    sandbox: Level,
    #[serde(borrow)]
    mlings: Cow<'line, str>,
}

#[derive(Serialize, Deserialize)]
struct HintLine<'line> {
    v: u32,
    #[serde(borrow)]
    kind: Cow<'line, str>,
    #[serde(borrow)]
    at: Cow<'line, str>,
    #[serde(borrow)]
    exercise: Cow<'line, str>,
    hint: u8,
    #[serde(borrow)]
    mlings: Cow<'line, str>,
}

#[derive(Serialize, Deserialize)]
struct SolutionLine<'line> {
    v: u32,
    #[serde(borrow)]
    kind: Cow<'line, str>,
    #[serde(borrow)]
    at: Cow<'line, str>,
    #[serde(borrow)]
    exercise: Cow<'line, str>,
    language: Language,
    #[serde(borrow)]
    mlings: Cow<'line, str>,
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
pub fn write(record: &Record) -> String {
    let at = Cow::from(record.at.to_rfc3339_opts(SecondsFormat::Micros, true));
    let (exercise, mlings) = (borrowed(&record.exercise), borrowed(&record.mlings));
    let json = match &record.event {
        Event::Attempt(attempt) => serde_json::to_string(&attempt_line(attempt, at, exercise, mlings)),
        Event::HintShown { level } => serde_json::to_string(&HintLine {
            v: VERSION,
            kind: "hint".into(),
            at,
            exercise,
            hint: *level,
            mlings,
        }),
        Event::SolutionRead { language } => serde_json::to_string(&SolutionLine {
            v: VERSION,
            kind: "solution".into(),
            at,
            exercise,
            language: *language,
            mlings,
        }),
    };
    json.expect("strings, numbers and enums always become JSON")
}

fn borrowed<'text>(text: &'text Cow<str>) -> Cow<'text, str> {
    Cow::Borrowed(text)
}

fn attempt_line<'a>(attempt: &'a Attempt, at: Cow<'a, str>, exercise: Cow<'a, str>, mlings: Cow<'a, str>) -> AttemptLine<'a> {
    AttemptLine {
        v: VERSION,
        kind: None,
        at,
        exercise,
        language: attempt.language,
        file: borrowed(&attempt.file),
        status: attempt.status,
        certified: attempt.certified,
        score: attempt.score,
        value: attempt.measured.map(|measured| measured.value),
        interval: attempt.measured.map(|measured| measured.interval),
        noise: attempt.measured.map(|measured| measured.noise),
        cause: attempt.cause.as_ref().map(borrowed),
        seed: attempt.seed,
        hints: attempt.hints,
        solution_seen: attempt.solution_seen,
        exam: attempt.exam,
        seconds: attempt.seconds,
        sandbox: attempt.sandbox,
        mlings,
    }
}

/// Reads one line. Nearly all are attempts of this version: those are parsed once, and only others by their header first.
pub fn read(line: &[u8]) -> Result<Record<'_>, NotARecord> {
    let line = std::str::from_utf8(line).map_err(|_| NotARecord::Unreadable)?;
    match parse::<AttemptLine>(line) {
        Ok(attempt) if attempt.v == VERSION && attempt.kind.is_none() => attempt_record(attempt),
        _ => read_by_header(line),
    }
}

fn read_by_header(line: &str) -> Result<Record<'_>, NotARecord> {
    let header: Header = parse(line)?;
    match (header.v, header.kind.as_deref()) {
        (VERSION, None) => Err(NotARecord::Unreadable),
        (VERSION, Some("hint")) => {
            let line: HintLine = parse(line)?;
            record(&line.at, line.exercise, line.mlings, Event::HintShown { level: line.hint })
        }
        (VERSION, Some("solution")) => {
            let line: SolutionLine = parse(line)?;
            record(
                &line.at,
                line.exercise,
                line.mlings,
                Event::SolutionRead { language: line.language },
            )
        }
        _ => Err(NotARecord::Foreign),
    }
}

fn attempt_record(line: AttemptLine) -> Result<Record, NotARecord> {
    let measured = line.value.zip(line.interval).map(|(value, interval)| Measured {
        value,
        interval,
        noise: line.noise.unwrap_or(0.0),
    });
    let attempt = Attempt {
        language: line.language,
        file: line.file,
        status: line.status,
        certified: line.certified,
        score: line.score,
        measured,
        cause: line.cause,
        seed: line.seed,
        hints: line.hints,
        solution_seen: line.solution_seen,
        exam: line.exam,
        seconds: line.seconds,
        sandbox: line.sandbox,
    };
    record(&line.at, line.exercise, line.mlings, Event::Attempt(attempt))
}

fn parse<'line, T: Deserialize<'line>>(line: &'line str) -> Result<T, NotARecord> {
    serde_json::from_str(line).map_err(|_| NotARecord::Unreadable)
}

fn record<'line>(
    at: &str,
    exercise: Cow<'line, str>,
    mlings: Cow<'line, str>,
    event: Event<'line>,
) -> Result<Record<'line>, NotARecord> {
    let at = DateTime::parse_from_rfc3339(at)
        .map_err(|_| NotARecord::Unreadable)?
        .with_timezone(&Utc);
    Ok(Record {
        // No finer than it is written, so that a record that is written and read again is the same.
        at: at.trunc_subsecs(6),
        exercise,
        event,
        mlings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENTED: &str = r#"{"v":1,"at":"2026-11-23T10:00:00Z","exercise":"housing-price","language":"python","file":"sha256:0","status":"passed","certified":true,"score":0.87,"seed":0,"hints":1,"solution_seen":false,"seconds":1.2,"sandbox":"full","mlings":"0.1.0"}"#;

    #[test]
    fn the_documented_line_is_read() {
        let record = read(DOCUMENTED.as_bytes()).unwrap();
        let Event::Attempt(attempt) = &record.event else {
            panic!("an attempt")
        };
        assert_eq!(
            (record.exercise.as_str(), attempt.score, attempt.hints),
            ("housing-price", Some(0.87), 1)
        );
    }

    #[test]
    fn every_kind_of_event_survives_a_round_trip() {
        let attempt = read(DOCUMENTED.as_bytes()).unwrap();
        for event in [
            attempt.event.clone(),
            Event::HintShown { level: 2 },
            Event::SolutionRead {
                language: Language::Rust,
            },
        ] {
            let record = Record {
                event,
                ..attempt.clone()
            };
            assert_eq!(read(write(&record).as_bytes()), Ok(record));
        }
    }

    #[test]
    fn a_measured_attempt_survives_a_round_trip() {
        let mut record = read(DOCUMENTED.as_bytes()).unwrap();
        let Event::Attempt(attempt) = &mut record.event else {
            panic!("an attempt")
        };
        attempt.measured = Some(Measured {
            value: 0.181,
            interval: [0.176, 0.187],
            noise: 0.01,
        });
        attempt.cause = Some("raw-dollar-target".into());
        attempt.exam = true;
        assert_eq!(read(write(&record).as_bytes()), Ok(record));
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
