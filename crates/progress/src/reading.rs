//! `Reading`: everything a log holds.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::record::Record;

/// The records, and what was passed over.
#[derive(Debug, Default)]
pub struct Reading {
    /// As each thread has read them: to put them together would be to copy them all.
    pub(super) parts: Vec<Vec<Record>>,
    pub skipped: Skipped,
}

/// Lines that are no records, counted; they stay where they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Written by another version of mlings.
    pub foreign: usize,
    /// Cut short or damaged.
    pub unreadable: usize,
}

impl Reading {
    /// The records, in the order of their lines.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.parts.iter().flatten()
    }

    /// What stood in the log at `moment`.
    pub fn until(&self, moment: DateTime<Utc>) -> Self {
        let records: Vec<Record> = self.records().filter(|record| record.at <= moment).cloned().collect();
        Reading {
            skipped: self.skipped,
            ..Reading::from(records)
        }
    }

    /// This and what stands after it.
    pub fn followed_by(mut self, next: Self) -> Self {
        self.parts.extend(next.parts);
        self.skipped.foreign += next.skipped.foreign;
        self.skipped.unreadable += next.skipped.unreadable;
        self
    }
}

impl From<Vec<Record>> for Reading {
    fn from(records: Vec<Record>) -> Self {
        Reading {
            parts: vec![records],
            skipped: Skipped::default(),
        }
    }
}
