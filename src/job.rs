//! One run's directory: writes the inputs, reads the answers back, strictly.

mod answers;
mod remains;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use mlings_grade::value::Value;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use tempfile::TempDir;

use crate::catalog::Kata;
use crate::dataset::{DatasetError, Part, Prepared, View};

pub use answers::{Answer, Answers};

/// The contract between mlings and the harnesses in `sdk/`, which it brings along.
const CONTRACT_VERSION: u32 = 4;

/// A job directory; removed when dropped.
pub struct Job {
    directory: TempDir,
    /// Opened before the run: what the solution does to the path afterwards does not matter.
    answers: File,
    calls: usize,
}

/// Why a job could not be set up or read back; the learner has no part in it.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error("cannot write a run's files to {folder}: {error}; make room there or make it yours, or set TMPDIR to another folder", folder = .folder.display())]
    Write { folder: PathBuf, error: io::Error },
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    #[error("cannot read a run's answers back: {0}; the temporary folder must not be cleaned while mlings runs")]
    Read(io::Error),
}

impl JobError {
    /// Of a file in the temporary folder.
    pub fn writing(error: io::Error) -> Self {
        JobError::Write {
            folder: std::env::temp_dir(),
            error,
        }
    }
}

/// One call to the model of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PredictCall {
    pub method: Method,
    pub part: Part,
    pub view: View,
}

/// What a model is asked for, named as scikit-learn names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Predict,
    /// The probability of class 1 a row; an empty answer from a model without.
    PredictProba,
}

impl Job {
    /// A job that calls a kata's functions on its cases.
    ///
    /// # Errors
    /// When the temporary folder cannot be written.
    pub fn kata(exercise: &str, kata: &Kata, seed: u64) -> Result<Self, JobError> {
        let functions: Map<String, Json> = kata
            .functions
            .iter()
            .map(|function| {
                let parameters: Vec<String> = function
                    .parameters
                    .iter()
                    .map(|parameter| parameter.kind.to_string())
                    .collect();
                (
                    function.name.clone(),
                    json!({ "parameters": parameters, "returns": function.returns.to_string() }),
                )
            })
            .collect();
        let calls: Vec<Json> = kata
            .cases
            .iter()
            .map(|case| {
                let arguments: Vec<Json> = case.arguments.iter().map(Value::to_tagged).collect();
                json!({ "function": kata.functions[case.function].name, "arguments": arguments })
            })
            .collect();
        let job = json!({
            "version": CONTRACT_VERSION,
            "exercise": exercise,
            "kind": "kata",
            "seed": seed,
            "functions": functions,
            "calls": calls,
        });
        Self::write(&job, kata.cases.len()).map_err(JobError::writing)
    }

    /// A job that fits on the train part and predicts; its files are copied from the dataset's prepared inputs.
    ///
    /// # Errors
    /// When an input cannot be read or the temporary folder cannot be written.
    pub fn project(exercise: &str, dataset: &Prepared, calls: &[PredictCall], seed: u64) -> Result<Self, JobError> {
        let train = dataset.features_file(Part::Train, View::All);
        let target = dataset.target_file();
        let predicted: Vec<String> = calls.iter().map(|call| dataset.features_file(call.part, call.view)).collect();
        let job = json!({
            "version": CONTRACT_VERSION,
            "exercise": exercise,
            "kind": "project",
            "seed": seed,
            "input": dataset.input,
            "fit": { "x": train, "y": target },
            "calls": calls
                .iter()
                .zip(&predicted)
                .map(|(call, file)| json!({ "method": call.method, "x": file }))
                .collect::<Vec<_>>(),
        });
        let written = Self::write(&job, calls.len()).map_err(JobError::writing)?;
        let mut files: Vec<&String> = predicted.iter().chain([&train, &target]).collect();
        files.sort_unstable();
        files.dedup();
        for file in files {
            let bytes = dataset.input(file)?;
            fs::write(written.directory().join(file), bytes).map_err(JobError::writing)?;
        }
        Ok(written)
    }

    fn write(job: &Json, calls: usize) -> io::Result<Self> {
        remains::remove_once();
        let directory = tempfile::Builder::new().prefix(&remains::prefix()).tempdir()?;
        fs::write(directory.path().join("job.json"), job.to_string())?;
        let answers = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(directory.path().join("answers.jsonl"))?;
        Ok(Job {
            directory,
            answers,
            calls,
        })
    }

    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// The pre-created, empty answers file.
    pub fn answers_file(&self) -> PathBuf {
        self.directory().join("answers.jsonl")
    }

    /// Reads what the solution wrote; at most `limit_bytes` of it.
    ///
    /// # Errors
    /// When the file cannot be read; bytes that are no answers are [`Answers::Unreadable`].
    pub fn read(mut self, limit_bytes: u64) -> Result<Answers, JobError> {
        let mut bytes = Vec::new();
        let answers = self.answers.by_ref();
        answers
            .take(limit_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(JobError::Read)?;
        if bytes.len() as u64 > limit_bytes {
            let mebibytes = limit_bytes >> 20;
            return Ok(Answers::Unreadable(format!("it wrote more than {mebibytes} MiB of answers")));
        }
        let answers = Answers::parse(&bytes, self.calls);
        if matches!(answers, Answers::NotBegun | Answers::Incomplete { .. }) {
            self.check_room()?;
        }
        Ok(answers)
    }

    /// Whether an answer could have been written: a full disk is not the solution's doing.
    fn check_room(&self) -> Result<(), JobError> {
        const ROOM: usize = 64 << 10;
        fs::write(self.directory().join("room"), vec![0; ROOM]).map_err(JobError::writing)
    }
}
