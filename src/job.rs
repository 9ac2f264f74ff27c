//! One run's directory: writes the inputs, reads the answers back, strictly.

use std::path::{Path, PathBuf};

use crate::catalog::Kata;
use crate::dataset::{Part, Prepared, View};
use crate::value::Value;

/// A job directory; removed when dropped.
pub struct Job {
    directory: tempfile::TempDir,
}

/// One answer of a solution, in call order.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Value(Value),
    /// The call raised or panicked.
    Raised(Raised),
}

/// An exception or panic, with frames of the learner's file only.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Raised {
    /// `ValueError`, `panic`.
    pub kind: String,
    pub message: String,
    /// The learner's own frames, innermost last; `file:line` and the source line.
    pub traceback: String,
}

/// What the answers file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Answers {
    /// One answer per call.
    All(Vec<Answer>),
    /// Loading the solution or fitting raised: no call was made.
    NotReady { stage: String, raised: Raised },
    /// The program ended before it answered every call.
    Incomplete { answered: usize, calls: usize },
    /// Bytes that are no answers: what is wrong with them.
    Unreadable(String),
}

/// One predict call of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PredictCall {
    pub part: Part,
    pub view: View,
}

impl Job {
    pub fn kata(_exercise: &str, _kata: &Kata, _seed: u64) -> std::io::Result<Self> {
        todo!()
    }

    pub fn project(_exercise: &str, _dataset: &Prepared, _calls: &[PredictCall], _seed: u64) -> std::io::Result<Self> {
        todo!()
    }

    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// The pre-created, empty answers file.
    pub fn answers_file(&self) -> PathBuf {
        todo!()
    }

    /// Reads the answers through the descriptor opened before the run; at most `limit_bytes`.
    pub fn read(self, _limit_bytes: u64) -> std::io::Result<Answers> {
        todo!()
    }
}
