//! `Page`: what the report says, whatever it is written as.

use chrono::{DateTime, SecondsFormat, Utc};
use mlings_grade::Measurement;
use mlings_grade::displays::Display;
use mlings_grade::metrics::Metric;
use mlings_progress::ExerciseProgress;
use serde::{Serialize, Serializer};

use crate::catalog::{Exercise, Language, Path};
use crate::pictures::Pictures;
use crate::readiness::{Goal, PathReadiness};
use crate::report::JSON_VERSION;
use crate::report::list::Row;
use crate::verdict::Status;
use crate::workspace::ScoredRun;

/// One page of a learner.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Of this shape, in JSON.
    pub version: u32,
    /// The version that made it.
    pub mlings: &'static str,
    #[serde(serialize_with = "as_moment")]
    pub made_at: DateTime<Utc>,
    pub log: LogFacts,
    pub blueprint: Blueprint,
    /// The place in `stages` of the one that is told in full.
    pub chosen: usize,
    pub stages: Vec<Goal>,
    pub roles: Vec<Goal>,
    /// Readiness for the chosen stage over time, oldest first.
    pub history: Vec<Moment>,
    pub projects: Vec<ProjectFacts>,
    pub exercises: Vec<Row>,
}

/// The log all of it was computed from.
#[derive(Debug, Serialize)]
pub struct LogFacts {
    pub lines: usize,
    /// Of what `mlings export` writes: the same log gives the same.
    pub sha256: String,
}

/// Whose weights these are.
#[derive(Debug, Serialize)]
pub struct Blueprint {
    pub name: String,
    pub source: String,
    pub as_of: String,
    pub cut: f64,
}

/// One moment of readiness, all from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Moment {
    #[serde(serialize_with = "as_moment")]
    pub at: DateTime<Utc>,
    pub value: f64,
    pub interval: [f64; 2],
}

/// A project's latest scored run.
#[derive(Debug, Serialize)]
pub struct ProjectFacts {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub language: Language,
    #[serde(serialize_with = "as_moment")]
    pub at: DateTime<Utc>,
    pub status: Status,
    pub certified: bool,
    pub metric: Metric,
    pub measurement: Measurement,
    /// In all languages, and the best of them.
    pub attempts: u32,
    pub hints: u8,
    pub best: Option<f64>,
    /// None where the run was made on another version of the data.
    #[serde(serialize_with = "display_alone", rename = "display")]
    pub pictures: Option<Pictures>,
}

impl Page {
    /// A page that has its readiness; history, projects and exercises are to be filled in.
    pub fn new(path: &Path, made_at: DateTime<Utc>, log: LogFacts, readiness: PathReadiness) -> Self {
        Page {
            version: JSON_VERSION,
            mlings: env!("CARGO_PKG_VERSION"),
            made_at,
            log,
            blueprint: Blueprint {
                name: path.blueprint.clone(),
                source: path.source.clone(),
                as_of: path.as_of.clone(),
                cut: path.cut,
            },
            chosen: readiness.chosen,
            stages: readiness.stages,
            roles: readiness.roles,
            history: Vec::new(),
            projects: Vec::new(),
            exercises: Vec::new(),
        }
    }
}

impl ProjectFacts {
    pub fn new(
        exercise: &Exercise,
        metric: Metric,
        run: &ScoredRun,
        progress: &ExerciseProgress,
        pictures: Option<Pictures>,
    ) -> Self {
        ProjectFacts {
            id: exercise.id.clone(),
            title: exercise.title.clone(),
            summary: exercise.summary.clone(),
            language: run.language,
            at: run.at,
            status: run.status,
            certified: run.status.is_certified(),
            metric,
            measurement: run.measurement.clone(),
            attempts: progress.attempts,
            hints: progress.hints,
            best: progress.best,
            pictures,
        }
    }
}

fn as_moment<S: Serializer>(moment: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn display_alone<S: Serializer>(pictures: &Option<Pictures>, serializer: S) -> Result<S::Ok, S::Error> {
    let display: Option<&Display> = pictures.as_ref().map(|pictures| &pictures.display);
    display.serialize(serializer)
}
