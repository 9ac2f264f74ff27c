//! What a log amounts to: the state of each exercise. The order of lines and doubled lines make no difference.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use mlings_content::language::Language;

use crate::language::LanguageProgress;
use crate::looks::Looks;
use crate::reading::{Reading, Skipped};
use crate::record::{Attempt, Event, Record};
use crate::status::Status;

/// How long attempts count for nothing after the reference was read before a pass.
const SOLUTION_BAR: TimeDelta = TimeDelta::hours(24);

/// All progress of one workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    exercises: BTreeMap<Arc<str>, ExerciseProgress>,
    latest_attempt: Option<String>,
    /// When the log begins.
    pub started: Option<DateTime<Utc>>,
    /// When a mock exam was last sat.
    pub latest_exam: Option<DateTime<Utc>>,
    pub skipped: Skipped,
}

/// How far the learner has come with one exercise, least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attainment {
    #[default]
    New,
    Tried,
    /// Passed on the practice rows.
    Passed,
    /// Passed on the final rows, beyond chance.
    Certified,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExerciseProgress {
    /// Graded runs, our own faults aside.
    pub attempts: u32,
    pub attainment: Attainment,
    /// The best score, 0 to 1; a new best must exceed the old by more than noise.
    pub best: Option<f64>,
    /// The highest hint shown, 0 to 3.
    pub hints: u8,
    /// Attempts before this time count for nothing: the reference was read before a pass.
    pub barred_until: Option<DateTime<Utc>>,
    /// The latest failures, if they share a cause.
    pub repeated: Option<Repeated>,
    pub languages: BTreeMap<Language, LanguageProgress>,
    /// Programs that were held against the final rows.
    pub looks: Looks,
    /// Lines of the log that name the exercise.
    pub lines: usize,
    /// Those of them dated later than now: a clock was wrong.
    pub future_lines: usize,
}

/// A cause of failure and how many times in a row it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub cause: String,
    pub times: u32,
}

impl Progress {
    /// Folds a log. What is dated later than `now` keeps its place in the order and is read as of now.
    pub fn of(reading: &Reading, now: DateTime<Utc>) -> Self {
        let mut progress = Progress {
            skipped: reading.skipped,
            ..Progress::default()
        };
        let mut records: Vec<&Record> = reading.records().collect();
        records.sort_by(|one, other| by_time_then_content(one, other));
        records.dedup();
        let is_attempt = |record: &&&Record| matches!(record.event, Event::Attempt(_));
        let latest = records.iter().rfind(is_attempt);
        progress.latest_attempt = latest.map(|record| record.exercise.to_string());
        for record in records {
            progress.take(record, now);
        }
        progress
    }

    fn take(&mut self, record: &Record, now: DateTime<Utc>) {
        let at = record.at.min(now);
        self.started.get_or_insert(at);
        let exercise = self.exercises.entry(Arc::clone(&record.exercise)).or_default();
        exercise.lines += 1;
        exercise.future_lines += usize::from(record.at > now);
        match &record.event {
            Event::Attempt(attempt) => {
                exercise.take_attempt(at, attempt);
                self.latest_exam = attempt.exam.then_some(at).or(self.latest_exam);
            }
            Event::HintShown { level } => exercise.hints = exercise.hints.max(*level),
            Event::SolutionRead => exercise.take_solution(at),
        }
    }

    /// The state of the exercise named `id`; one never touched is new.
    pub fn of_exercise(&self, id: &str) -> ExerciseProgress {
        self.exercises.get(id).cloned().unwrap_or_default()
    }

    /// Every exercise the log names, whether or not the catalogue knows it, by name.
    pub fn exercises(&self) -> impl Iterator<Item = (&str, &ExerciseProgress)> {
        self.exercises.iter().map(|(id, exercise)| (&**id, exercise))
    }

    /// The id of the exercise tried last.
    pub fn latest_attempt(&self) -> Option<&str> {
        self.latest_attempt.as_deref()
    }
}

/// Contents are written out for equal times alone, and those are rare: a log of 100,000 lines is sorted in no time.
fn by_time_then_content(one: &Record, other: &Record) -> Ordering {
    let content = |record| format!("{record:?}");
    one.at.cmp(&other.at).then_with(|| content(one).cmp(&content(other)))
}

impl ExerciseProgress {
    /// Whether an attempt at `now` counts for nothing because the reference was read.
    pub fn is_barred(&self, now: DateTime<Utc>) -> bool {
        self.barred_until.is_some_and(|until| now < until)
    }

    fn take_solution(&mut self, at: DateTime<Utc>) {
        if self.attainment < Attainment::Passed {
            self.barred_until = Some(at + SOLUTION_BAR);
        }
    }

    fn take_attempt(&mut self, at: DateTime<Utc>, attempt: &Attempt) {
        if attempt.status == Status::GraderFault {
            return;
        }
        self.attempts += 1;
        self.attainment = self.attainment.max(Attainment::Tried);
        self.take_cause(attempt);
        let counts = !(attempt.solution_seen || self.is_barred(at));
        if let Some(program) = attempt.program {
            self.looks.take(program, counts && attempt.status.is_certified());
        }
        if !counts {
            return;
        }
        if attempt.status.is_practice_pass() {
            let attainment = if attempt.status.is_certified() {
                Attainment::Certified
            } else {
                Attainment::Passed
            };
            self.attainment = self.attainment.max(attainment);
        }
        self.take_score(attempt);
        self.languages
            .entry(attempt.language)
            .or_default()
            .take(at, attempt, self.hints);
    }

    fn take_cause(&mut self, attempt: &Attempt) {
        match (&mut self.repeated, &attempt.cause) {
            (Some(seen), Some(cause)) if seen.cause == *cause => seen.times += 1,
            (repeated, cause) => {
                *repeated = cause.as_ref().map(|cause| Repeated {
                    cause: cause.clone(),
                    times: 1,
                });
            }
        }
    }

    /// The Ladder (Blum & Hardt 2015): a gain within noise is no gain, so that many tries do not climb by luck.
    fn take_score(&mut self, attempt: &Attempt) {
        let noise = attempt.noise.unwrap_or(0.0);
        if let Some(score) = attempt.score
            && self.best.is_none_or(|best| score > best + noise)
        {
            self.best = Some(score);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "gini-split";

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    fn record(hours: i64, event: Event) -> Record {
        Record {
            at: at(hours),
            exercise: ID.into(),
            event,
        }
    }

    fn attempt(status: Status, score: f64) -> Attempt {
        Attempt {
            language: Language::Rust,
            status,
            score: Some(score),
            noise: None,
            program: None,
            cause: None,
            hints: 0,
            solution_seen: false,
            exam: false,
        }
    }

    fn fold(records: Vec<Record>) -> ExerciseProgress {
        Progress::of(&Reading::from(records), at(1000)).of_exercise(ID)
    }

    #[test]
    fn neither_order_nor_doubled_lines_change_the_fold() {
        let mut records = vec![
            record(1, Event::Attempt(attempt(Status::NotYet, 0.4))),
            record(2, Event::HintShown { level: 1 }),
            record(3, Event::Attempt(attempt(Status::Passed, 0.9))),
        ];
        let expected = fold(records.clone());
        records.extend(records.clone());
        records.reverse();
        assert_eq!(fold(records), expected);
        assert_eq!(
            (expected.attempts, expected.attainment, expected.hints),
            (2, Attainment::Passed, 1)
        );
    }

    #[test]
    fn a_pass_after_reading_the_solution_counts_only_a_day_later() {
        let read = record(1, Event::SolutionRead);
        let early = record(10, Event::Attempt(attempt(Status::Passed, 1.0)));
        let late = record(26, Event::Attempt(attempt(Status::Passed, 1.0)));
        assert_eq!(fold(vec![read.clone(), early]).attainment, Attainment::Tried);
        assert_eq!(fold(vec![read, late]).attainment, Attainment::Passed);
    }

    #[test]
    fn a_solution_read_after_the_pass_costs_nothing() {
        let pass = record(1, Event::Attempt(attempt(Status::Passed, 0.8)));
        let read = record(2, Event::SolutionRead);
        let better = record(3, Event::Attempt(attempt(Status::Passed, 0.9)));
        assert_eq!(fold(vec![pass, read, better]).best, Some(0.9));
    }

    #[test]
    fn a_gain_within_noise_is_no_new_best() {
        let mut lucky = attempt(Status::Passed, 0.81);
        lucky.noise = Some(0.02);
        let first = record(1, Event::Attempt(attempt(Status::Passed, 0.8)));
        assert_eq!(fold(vec![first, record(2, Event::Attempt(lucky))]).best, Some(0.8));
    }

    #[test]
    fn what_is_dated_in_the_future_counts_as_of_now_and_no_more() {
        let certified = |hours| record(hours, Event::Attempt(attempt(Status::Certified, 0.8)));
        let weeks_ahead = [24 * 50, 24 * 58, 24 * 66].map(certified).to_vec();
        let progress = fold(weeks_ahead);
        let language = &progress.languages[&Language::Rust];
        let certified = language.certified.as_ref().unwrap();
        assert_eq!((certified.at, certified.spaced_passes), (at(1000), 0));
        assert_eq!((progress.lines, progress.future_lines), (3, 3));
    }

    #[test]
    fn our_own_fault_is_no_attempt_of_the_learner() {
        assert_eq!(
            fold(vec![record(1, Event::Attempt(attempt(Status::GraderFault, 0.0)))]).attempts,
            0
        );
    }

    #[test]
    fn the_same_cause_twice_in_a_row_is_counted_and_another_starts_anew() {
        let failing = |hours, cause: &str| {
            let mut attempt = attempt(Status::NotYet, 0.1);
            attempt.cause = Some(cause.to_owned());
            record(hours, Event::Attempt(attempt))
        };
        let twice = fold(vec![failing(1, "constant"), failing(2, "constant")]);
        assert_eq!(
            twice.repeated,
            Some(Repeated {
                cause: "constant".to_owned(),
                times: 2
            })
        );
        let other = fold(vec![failing(1, "constant"), failing(2, "wrong-order")]);
        assert_eq!(
            other.repeated,
            Some(Repeated {
                cause: "wrong-order".to_owned(),
                times: 1
            })
        );
    }
}
