//! What the log shows of one exercise in one language: the tries up to its first pass, and the passes that are evidence.

use chrono::{DateTime, TimeDelta, Utc};

use crate::record::Attempt;

/// How far apart passes lie that show lasting memory.
const SPACING: TimeDelta = TimeDelta::days(7);

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LanguageProgress {
    /// Scored verdicts up to and including the first pass; builds that failed, crashes and broken contracts are none.
    pub attempts: u32,
    /// Hints shown by the first pass, 0 to 3: what is read later costs nothing.
    pub hints: u8,
    pub first_pass: Option<DateTime<Utc>>,
    pub certified: Option<Certified>,
}

/// The latest certified pass, and how many came before it at a distance.
#[derive(Clone, Debug, PartialEq)]
pub struct Certified {
    pub at: DateTime<Utc>,
    /// As the log has it; 0 to 1 where nobody edited it.
    pub score: f64,
    /// Whether it was part of a mock exam.
    pub exam: bool,
    /// Certified passes at least seven days after the first, or after the one of them counted before.
    pub spaced_passes: u32,
    spaced_from: DateTime<Utc>,
}

impl LanguageProgress {
    /// Takes an attempt that counts; `hints` were shown before it. Attempts come in the order of their times.
    pub(super) fn take(&mut self, at: DateTime<Utc>, attempt: &Attempt, hints: u8) {
        if attempt.status.is_of_quality() && self.first_pass.is_none() {
            self.attempts += 1;
        }
        if !attempt.status.is_passed() {
            return;
        }
        if self.first_pass.is_none() {
            self.first_pass = Some(at);
            self.hints = hints.max(attempt.hints);
        }
        if let Some(score) = attempt.score
            && attempt.status.is_certified()
        {
            self.certified = Some(Certified::after(self.certified.as_ref(), at, score, attempt.exam));
        }
    }
}

impl Certified {
    fn after(before: Option<&Certified>, at: DateTime<Utc>, score: f64, exam: bool) -> Self {
        let (spaced_passes, spaced_from) = match before {
            None => (0, at),
            Some(before) if at - before.spaced_from >= SPACING => (before.spaced_passes + 1, at),
            Some(before) => (before.spaced_passes, before.spaced_from),
        };
        Certified {
            at,
            score,
            exam,
            spaced_passes,
            spaced_from,
        }
    }
}
