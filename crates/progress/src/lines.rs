//! A log's lines as they were written: what is exported, and what one log has that another lacks.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::line::{self, NotARecord};
use crate::reading::Skipped;
use crate::record::Record;

/// A line that is a record. Lines are in order by their time, then by their text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line<'log> {
    at: DateTime<Utc>,
    text: &'log str,
    /// The exercise's id.
    pub exercise: Arc<str>,
}

/// The lines of a log, in order, each once.
#[derive(Debug, Default)]
pub struct Lines<'log> {
    pub lines: BTreeSet<Line<'log>>,
    pub skipped: Skipped,
}

impl<'log> Lines<'log> {
    pub fn of(bytes: &'log [u8]) -> Self {
        let mut lines = Lines::default();
        for line in bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
            lines.take(line);
        }
        lines
    }

    fn take(&mut self, bytes: &'log [u8]) {
        if let Some((record, text)) = record_in(bytes, &mut self.skipped) {
            self.lines.insert(Line {
                at: record.at,
                text: std::str::from_utf8(text).expect("a record is text"),
                exercise: record.exercise,
            });
        }
    }

    /// Whether the bytes were something else than a log.
    pub fn is_no_log(&self) -> bool {
        self.lines.is_empty() && self.skipped.foreign == 0 && self.skipped.unreadable > 0
    }

    /// The lines `other` lacks.
    pub fn without(mut self, other: &Lines) -> Self {
        self.lines.retain(|line| !other.lines.contains(line));
        self
    }

    /// The lines, each with its newline.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.text, "\n"]).collect()
    }
}

/// The record a line holds and its text, or nothing: then it is counted, unless it is empty.
pub fn record_in<'line>(line: &'line [u8], skipped: &mut Skipped) -> Option<(Record, &'line [u8])> {
    match line::read(line) {
        Ok(record) => Some((record, line)),
        Err(_) if line.is_empty() => None,
        Err(NotARecord::Foreign) => {
            skipped.foreign += 1;
            None
        }
        Err(NotARecord::Unreadable) => {
            skipped.unreadable += 1;
            glued_record(line)
        }
    }
}

/// `cat` of a log with a torn end glues the next log's first line to the fragment: that record is whole, and found again here.
fn glued_record(line: &[u8]) -> Option<(Record, &[u8])> {
    const START: &[u8] = b"{\"v\":";
    let start = line.windows(START.len()).rposition(|window| window == START)?;
    let text = &line[start..];
    line::read(text).ok().map(|record| (record, text))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use mlings_content::language::Language;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::*;
    use crate::status::Status;
    use crate::{AttemptLog, Entry, ExerciseProgress, Graded, Progress, line};

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(400)
    }

    /// Any line, at one of few moments, so that many are at the same; some after now.
    fn any_line(generator: &mut Xoshiro256PlusPlus) -> String {
        let at = DateTime::UNIX_EPOCH + TimeDelta::days(generator.gen_range(380..410));
        let language = [Language::Rust, Language::Python][generator.gen_range(0..2)];
        let status = [Status::Passed, Status::Certified, Status::NotYet][generator.gen_range(0..3)];
        let sha256 = generator.gen_range(0..3).to_string();
        let history = ExerciseProgress {
            hints: generator.gen_range(0..4),
            ..ExerciseProgress::default()
        };
        let entry = match generator.gen_range(0..5) {
            0 => Entry::HintShown {
                level: generator.gen_range(1..4),
            },
            1 => Entry::SolutionRead { language },
            _ => Entry::Attempt(Graded {
                language,
                sha256: &sha256,
                status,
                score: Some(f64::from(generator.gen_range(0..3)) / 2.0),
                measured: None,
                cause: generator.r#gen::<bool>().then_some("constant"),
                history: &history,
                seed: 0,
                seconds: 0.5,
                sandbox: "full",
            }),
        };
        line::write(at, ["gini-split", "no-such"][generator.gen_range(0..2)], &entry)
    }

    /// A log in a folder, in no order; some lines twice, some damaged or foreign.
    fn any_log(folder: &std::path::Path, generator: &mut Xoshiro256PlusPlus) -> AttemptLog {
        let lines = (0..generator.gen_range(0..12)).map(|_| match generator.gen_range(0..8) {
            0 => "{\"v\":1,\"at\":\"20".to_owned(),
            1 => "{\"v\":9}".to_owned(),
            _ => any_line(generator),
        });
        let mut lines: Vec<String> = lines.collect();
        lines.extend(lines.first().cloned());
        std::fs::create_dir_all(folder).unwrap();
        let log = AttemptLog::new(folder);
        std::fs::write(log.path(), lines.join("\n")).unwrap();
        log
    }

    fn fold(log: &AttemptLog) -> Progress {
        let mut progress = Progress::of(&log.read().unwrap(), now());
        // Damaged lines stay behind.
        progress.skipped = Skipped::default();
        progress
    }

    #[test]
    fn two_logs_amount_to_the_same_whichever_is_added_to_the_other_and_adding_again_adds_nothing() {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(0);
        for round in 0..200 {
            let folder = tempfile::tempdir().unwrap();
            let logs = ["one", "other"].map(|name| any_log(&folder.path().join(name), &mut generator));
            let bytes = logs.each_ref().map(|log| log.bytes().unwrap());
            let (one, other) = (&logs[0], &logs[1]);
            one.add(Lines::of(&bytes[1])).unwrap();
            other.add(Lines::of(&bytes[0])).unwrap();
            assert_eq!(fold(one), fold(other), "round {round}");
            let merged = logs.each_ref().map(|log| log.bytes().unwrap());
            assert_eq!(Lines::of(&merged[0]).text(), Lines::of(&merged[1]).text(), "round {round}");
            for text in bytes.iter().chain(&merged) {
                assert!(one.add(Lines::of(text)).unwrap().lines.is_empty(), "round {round}");
            }
            assert_eq!(one.bytes().unwrap(), merged[0], "round {round}");
        }
    }

    #[test]
    fn lines_stand_by_time_each_once_with_what_this_version_does_not_know() {
        let [early, late] = [1, 2].map(|day| {
            let at = DateTime::UNIX_EPOCH + TimeDelta::days(day);
            line::write(at, "gini-split", &Entry::HintShown { level: 1 }).replacen('{', r#"{"mood":"good","#, 1)
        });
        let bytes = format!("{late}\r\n{early}\n{late}\n");
        assert_eq!(Lines::of(bytes.as_bytes()).text(), format!("{early}\n{late}\n"));
    }

    #[test]
    fn nothing_readable_is_no_log_but_an_empty_one_and_a_newer_one_are() {
        let is_no_log = |text: &str| Lines::of(text.as_bytes()).is_no_log();
        assert!(is_no_log("id,price\n1,2\n"));
        assert!(!is_no_log(""));
        assert!(!is_no_log("{\"v\":9}\n"));
    }
}
