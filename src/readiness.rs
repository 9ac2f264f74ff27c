//! Attempts × a path's weights → readiness: evidence, forecast, the next exercise, reviews and a plan (pure).
//!
//! # The formula
//!
//! Each certified result is evidence of its exercise's competencies, weight `w`, quality `q`, retention `R`:
//!
//! ```text
//! w = D·K·C·share   D = .5 .75 1 1.25 1.5 for difficulty 1–5; K = 1.5 project, else 1; C = 1.5 in a mock exam, else 1
//!                   share = 1 primary competency, .4 secondary; a further variant counts half
//! q = s·H·A         s = score; H = 1 .9 .75 .5 for 0–3 hints; A = max(.8, 1 − .05·(attempts − 1))
//! R = 1/(1 + t/9S)  t days old; S = 30, doubled by each pass at least 7 days apart, at most 240
//! n = Σ wR          m = Σ wRq/(n + 1)        v = m(1 − m)/(n + 2)
//! Readiness = Σ W·m SE = √Σ W²v              interval = Readiness ± 1.645·SE
//! P(pass) = Φ((Readiness − cut)/√(SE² + .05² + Readiness(1 − Readiness)/40))
//! ```
//!
//! The "+ 1" is one imaginary failed exercise: no evidence gives 0, and old evidence fades towards 0.
//!
//! # How it is read
//!
//! - The result that counts is the latest certified pass; the other language is the *further variant*.
//! - `attempts` and hints are those up to the first pass, in the language: what a learner asks for afterwards costs nothing.
//! - The first pass leaves S at 30; each certified pass seven days or more after the one counted before doubles it.
//! - A *case* is a project in all but name: K is 1.5 for both.
//! - A competency is covered with n ≥ 1, thin with less, uncovered with none.
//! - A date after `now` is read as now, and listed.

mod competency;
mod evidence;
mod forecast;
mod knowledge;
mod learner;
mod next;
pub mod order;
mod pace;
mod plan;
mod reviews;

use chrono::{DateTime, Utc};
use mlings_progress::{ExerciseProgress, Progress};
use serde::Serialize;

use crate::catalog::{Catalog, Weight};
use learner::days_between;

pub use competency::{CompetencyReadiness, Coverage};
pub use evidence::{Evidence, EvidenceWeight, Quality, Retention};
pub use forecast::{Cap, Forecast};
pub use learner::Learner;
pub use next::Next;
pub use pace::{Basis, Pace};
pub use plan::{Activity, Horizon, Item, Plan, Request, RequestError, Week};
pub use reviews::Review;

/// z of a two-sided 90 % interval.
const Z: f64 = 1.645;

/// How ready a learner has shown to be. Shares, not percentages: all from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Readiness {
    pub value: f64,
    pub standard_error: f64,
    /// 90 %: what was shown so far, not what is known.
    pub interval: [f64; 2],
    pub cut: f64,
    /// The weight of the covered competencies.
    pub covered: f64,
    /// In the order of the path.
    pub competencies: Vec<CompetencyReadiness>,
    pub forecast: Forecast,
    pub next: Option<Next>,
    /// What has faded, the most worthwhile first.
    pub reviews: Vec<Review>,
    pub unheeded: Unheeded,
}

/// Readiness for all a learner may work towards.
#[derive(Debug)]
pub struct PathReadiness {
    /// The place in `stages` of the one that is told in full.
    pub chosen: usize,
    pub stages: Vec<Goal>,
    pub roles: Vec<Goal>,
}

/// A stage or a role, and readiness for it.
#[derive(Debug, Serialize)]
pub struct Goal {
    pub id: String,
    pub title: String,
    pub readiness: Readiness,
}

/// What the log holds that readiness could not take at its word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unheeded {
    /// Exercises this mlings does not have.
    pub unknown_exercises: Vec<String>,
    /// Lines that name one of them.
    pub unknown_lines: usize,
    /// Exercises with events after now: a clock was wrong.
    pub dated_in_future: Vec<String>,
    /// Lines dated after now, read as of now.
    pub future_lines: usize,
    /// Lines another version of mlings wrote.
    pub foreign_lines: usize,
    /// Lines cut short or damaged.
    pub unreadable_lines: usize,
}

impl<'a> Learner<'a> {
    pub fn readiness(&self) -> Readiness {
        let results = evidence::results(self);
        let competencies = competency::all(self, &results);
        let knowledge = knowledge::Knowledge::of(self, &results);
        let value = competency::readiness(&competencies);
        let standard_error = competency::standard_error(&competencies);
        let covered = competency::covered(&competencies);
        let cut = self.catalog.path.cut;
        Readiness {
            value,
            standard_error,
            interval: [value - Z * standard_error, value + Z * standard_error].map(|end| end.clamp(0.0, 1.0)),
            cut,
            covered,
            forecast: forecast::forecast(value, standard_error, cut, covered, self.sat_exam_lately()),
            next: next::next(&knowledge),
            reviews: reviews::due(&knowledge, self.now),
            competencies,
            unheeded: self.unheeded(),
        }
    }

    /// Weeks of exercises and reviews until the goal: readiness at the cut, with enough of it covered.
    pub fn plan(&self, request: &Request) -> Plan {
        let knowledge = knowledge::Knowledge::of(self, &evidence::results(self));
        plan::plan(&knowledge, self, request)
    }

    fn sat_exam_lately(&self) -> bool {
        let latest = self.progress.latest_exam;
        latest.is_some_and(|at| days_between(at, self.now) <= forecast::EXAM_DAYS)
    }

    fn unheeded(&self) -> Unheeded {
        let is_known = |id: &str| self.catalog.exercises.iter().any(|exercise| exercise.id == id);
        let exercises: Vec<(&str, &ExerciseProgress)> = self.progress.exercises().collect();
        let unknown = exercises.iter().filter(|(id, _)| !is_known(id));
        let in_future = exercises.iter().filter(|(_, exercise)| exercise.future_lines > 0);
        Unheeded {
            unknown_lines: unknown.clone().map(|(_, exercise)| exercise.lines).sum(),
            unknown_exercises: unknown.map(|(id, _)| (*id).to_owned()).collect(),
            future_lines: in_future.clone().map(|(_, exercise)| exercise.future_lines).sum(),
            dated_in_future: in_future.map(|(id, _)| (*id).to_owned()).collect(),
            foreign_lines: self.progress.skipped.foreign,
            unreadable_lines: self.progress.skipped.unreadable,
        }
    }
}

impl PathReadiness {
    /// Readiness at `now` for every stage and role of the path.
    pub fn of(catalog: &Catalog, progress: &Progress, chosen: usize, now: DateTime<Utc>) -> Self {
        let goal = |id: &str, title: &str, weights: &[Weight]| {
            let learner = Learner {
                catalog,
                progress,
                weights,
                now,
            };
            Goal {
                id: id.to_owned(),
                title: title.to_owned(),
                readiness: learner.readiness(),
            }
        };
        let path = &catalog.path;
        let stages = path.stages.iter().map(|stage| goal(&stage.id, &stage.title, &stage.weights));
        let roles = path.roles.iter().map(|role| goal(&role.id, &role.title, &role.weights));
        PathReadiness {
            chosen,
            stages: stages.collect(),
            roles: roles.collect(),
        }
    }

    pub fn chosen(&self) -> &Goal {
        &self.stages[self.chosen]
    }
}

impl Readiness {
    /// The competencies that `coverage` is true of, in the order of the path.
    pub fn with_coverage(&self, coverage: Coverage) -> impl Iterator<Item = &CompetencyReadiness> {
        self.competencies
            .iter()
            .filter(move |competency| competency.coverage == coverage)
    }
}

#[cfg(test)]
mod tests;
