//! A log's lines as they were written: what is exported, and what one log has that another lacks.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Skipped;
use super::log::record_in;

/// A line that is a record. Lines are in order by their time, then by their text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line<'log> {
    at: DateTime<Utc>,
    pub text: &'log str,
    /// The exercise's id.
    pub exercise: String,
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
