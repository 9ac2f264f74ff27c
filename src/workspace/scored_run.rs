//! `ScoredRun`: what a project's latest scored run predicted, kept so that it can be drawn later.

use std::fs;
use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use mlings_grade::Measurement;
use serde::{Deserialize, Serialize};

use super::error::{WorkspaceError, io_error};
use super::files::replace;
use super::folder::Workspace;
use crate::catalog::Language;
use crate::verdict::{Practice, Status, Verdict};

const VERSION: u32 = 1;

/// One run on the practice rows, and the verdict on it.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredRun {
    /// To the second.
    pub at: DateTime<Utc>,
    pub language: Language,
    pub status: Status,
    /// Of the part that decided.
    pub measurement: Measurement,
    pub practice: Practice,
}

/// The file: its version is read before anything else of it is believed.
#[derive(Serialize, Deserialize)]
struct KeptFile<Run> {
    version: u32,
    run: Run,
}

/// A run as it is written.
#[derive(Serialize)]
struct WrittenRun<'run> {
    /// Seconds since 1970, UTC.
    at: i64,
    language: Language,
    status: Status,
    certified: bool,
    measurement: &'run Measurement,
    dataset_sha256: &'run str,
    predictions: &'run [f64],
    probabilities: Option<&'run [f64]>,
}

/// A run as it is read.
#[derive(Deserialize)]
struct ReadRun {
    at: i64,
    language: Language,
    status: String,
    certified: bool,
    measurement: Measurement,
    dataset_sha256: String,
    predictions: Vec<f64>,
    probabilities: Option<Vec<f64>>,
}

impl<'run> WrittenRun<'run> {
    /// What is kept of `verdict`; nothing where no project was scored.
    fn of(verdict: &'run Verdict, language: Language, at: DateTime<Utc>) -> Option<Self> {
        let (measurement, practice) = (verdict.measurement()?, verdict.practice.as_ref()?);
        Some(WrittenRun {
            at: at.timestamp(),
            language,
            status: verdict.status(),
            certified: verdict.status().is_certified(),
            measurement,
            dataset_sha256: &practice.dataset_sha256,
            predictions: &practice.predictions,
            probabilities: practice.probabilities.as_deref(),
        })
    }
}

impl ReadRun {
    fn scored(self) -> Option<ScoredRun> {
        Some(ScoredRun {
            at: DateTime::from_timestamp(self.at, 0)?,
            language: self.language,
            status: Status::read(&self.status, self.certified)?,
            measurement: self.measurement,
            practice: Practice {
                dataset_sha256: self.dataset_sha256,
                predictions: self.predictions,
                probabilities: self.probabilities,
            },
        })
    }
}

impl Workspace {
    /// Keeps what a project was scored by in place of the run before; does nothing where `verdict` scored none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_run(&self, exercise: &str, language: Language, verdict: &Verdict) -> Result<(), WorkspaceError> {
        let Some(run) = WrittenRun::of(verdict, language, Utc::now()) else {
            return Ok(());
        };
        let path = self.scored_run_file(exercise);
        let kept = KeptFile { version: VERSION, run };
        let bytes = serde_json::to_vec(&kept).map_err(|error| io_error("write", &path, io::Error::other(error)))?;
        replace(&path, &bytes)
    }

    /// The latest scored run; none where there was none, or what is kept of it cannot be read: the next run keeps a new one.
    pub fn scored_run(&self, exercise: &str) -> Option<ScoredRun> {
        let bytes = fs::read(self.scored_run_file(exercise)).ok()?;
        let kept: KeptFile<ReadRun> = serde_json::from_slice(&bytes).ok()?;
        if kept.version == VERSION { kept.run.scored() } else { None }
    }

    fn scored_run_file(&self, exercise: &str) -> PathBuf {
        self.state_folder().join("runs").join(format!("{exercise}.json"))
    }
}

#[cfg(test)]
mod tests {
    use mlings_grade::Standing;

    use super::*;
    use crate::verdict::Outcome;

    fn verdict(predictions: &[f64]) -> Verdict {
        let measurement = Measurement {
            value: 0.2,
            interval: [0.1, 0.3],
            baseline: 0.5,
            pass: 0.25,
            reference: 0.15,
            score: 0.85,
            noise: 0.01,
        };
        Verdict {
            practice: Some(Practice {
                dataset_sha256: "ab".to_owned(),
                predictions: predictions.to_vec(),
                probabilities: None,
            }),
            ..Verdict::from(Outcome::Scored {
                standing: Standing::Certified,
                measurement: Some(measurement),
            })
        }
    }

    fn is_of(run: &ScoredRun, verdict: &Verdict) -> bool {
        run.status == verdict.status()
            && Some(&run.measurement) == verdict.measurement()
            && Some(&run.practice) == verdict.practice.as_ref()
    }

    /// As files of version 1 were written, by this mlings and by those before it.
    const KEPT: &str = r#"{"version":1,"run":{"at":1790000000,"language":"rust","status":"passed","certified":true,"measurement":{"value":0.2,"interval":[0.1,0.3],"baseline":0.5,"pass":0.25,"reference":0.15,"score":0.85,"noise":0.01},"dataset_sha256":"ab","predictions":[1.0],"probabilities":null}}"#;

    #[test]
    fn a_run_is_written_as_it_always_was_and_read_back() {
        let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let verdict = verdict(&[1.0]);
        let run = WrittenRun::of(&verdict, Language::Rust, at);
        assert_eq!(serde_json::to_string(&KeptFile { version: 1, run }).unwrap(), KEPT);
        let read: KeptFile<ReadRun> = serde_json::from_str(KEPT).unwrap();
        let read = read.run.scored().unwrap();
        assert!(is_of(&read, &verdict) && read.at == at, "{read:?}");
    }

    #[test]
    fn what_was_not_scored_leaves_the_run_before_in_place() {
        let mut crashed = verdict(&[1.0]);
        crashed.practice = None;
        assert!(WrittenRun::of(&crashed, Language::Rust, Utc::now()).is_none());
    }

    #[test]
    fn the_latest_run_is_kept_and_what_cannot_be_read_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
            languages: vec![Language::Rust],
        };
        assert_eq!(workspace.scored_run("housing-price"), None);
        for predictions in [vec![1.0], vec![0.1, 1e300]] {
            let verdict = verdict(&predictions);
            workspace.keep_run("housing-price", Language::Rust, &verdict).unwrap();
            assert!(is_of(&workspace.scored_run("housing-price").unwrap(), &verdict));
        }
        fs::write(workspace.scored_run_file("housing-price"), "{\"version\":1,").unwrap();
        assert_eq!(workspace.scored_run("housing-price"), None);
    }
}
