//! `ScoredRun`: what a project's latest scored run predicted, kept so that it can be drawn later.

use std::fs;
use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use mlings_grade::{Measurement, Status};
use serde::{Deserialize, Serialize};

use super::{Workspace, WorkspaceError, io_error, replace};
use crate::catalog::Language;

const VERSION: u32 = 1;

/// One run on the practice rows, and the verdict on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoredRun {
    /// Seconds since 1970, UTC.
    pub at: i64,
    pub language: Language,
    pub status: Status,
    pub certified: bool,
    /// Of the part that decided.
    pub measurement: Measurement,
    /// The dataset's version: rows of another one are other rows.
    pub dataset_sha256: String,
    /// A number per practice row.
    pub predictions: Vec<f64>,
    /// Of class 1, or a score that grows with it; none where the model gave none.
    pub probabilities: Option<Vec<f64>>,
}

impl ScoredRun {
    pub fn at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.at, 0).unwrap_or_default()
    }
}

/// The file: its version is read before anything else of it is believed.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    run: ScoredRun,
}

impl Workspace {
    /// Keeps `run` in place of the one before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_scored_run(&self, exercise: &str, run: ScoredRun) -> Result<(), WorkspaceError> {
        let path = self.scored_run_file(exercise);
        let kept = Kept { version: VERSION, run };
        let bytes = serde_json::to_vec(&kept).map_err(|error| io_error("write", &path, io::Error::other(error)))?;
        replace(&path, &bytes)
    }

    /// The latest scored run; none where there was none, or what is kept of it cannot be read: the next run keeps a new one.
    pub fn scored_run(&self, exercise: &str) -> Option<ScoredRun> {
        let bytes = fs::read(self.scored_run_file(exercise)).ok()?;
        let kept: Kept = serde_json::from_slice(&bytes).ok()?;
        (kept.version == VERSION).then_some(kept.run)
    }

    fn scored_run_file(&self, exercise: &str) -> PathBuf {
        self.state_folder().join("runs").join(format!("{exercise}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(predictions: &[f64]) -> ScoredRun {
        ScoredRun {
            at: 1_790_000_000,
            language: Language::Rust,
            status: Status::Passed,
            certified: true,
            measurement: Measurement {
                value: 0.2,
                interval: [0.1, 0.3],
                baseline: 0.5,
                pass: 0.25,
                reference: 0.15,
                score: 0.85,
                noise: 0.01,
            },
            dataset_sha256: "ab".to_owned(),
            predictions: predictions.to_vec(),
            probabilities: None,
        }
    }

    #[test]
    fn the_latest_run_is_kept_and_what_cannot_be_read_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace {
            root: folder.path().to_owned(),
            languages: vec![Language::Rust],
        };
        assert_eq!(workspace.scored_run("housing-price"), None);
        workspace.keep_scored_run("housing-price", run(&[1.0])).unwrap();
        workspace.keep_scored_run("housing-price", run(&[0.1, 1e300])).unwrap();
        assert_eq!(workspace.scored_run("housing-price"), Some(run(&[0.1, 1e300])));
        fs::write(workspace.scored_run_file("housing-price"), "{\"version\":1,").unwrap();
        assert_eq!(workspace.scored_run("housing-price"), None);
    }
}
