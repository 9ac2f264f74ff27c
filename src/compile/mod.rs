//! A solution file becomes a `Program`: Rust through rustc in our own folder, Python through an interpreter we found.

use std::path::{Path, PathBuf};

use crate::catalog::{Exercise, Language};
use crate::job::Job;
use crate::sandbox::{Program, Runner};

/// A solution ready to run on a job.
pub enum Built {
    Rust {
        executable: PathBuf,
    },
    Python {
        interpreter: PathBuf,
        harness: PathBuf,
        solution: PathBuf,
    },
}

/// What the learner is told while something slow happens: `start` begins a step, dropping the guard ends it.
pub trait Progress: Sync {
    fn start(&self, step: &str) -> Box<dyn std::any::Any>;
}

#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The learner's turn: the compiler's own words, with the learner's path.
    #[error("{0}")]
    Build(String),
    /// A tool is missing; the message says which and how to get it.
    #[error("{0}")]
    Environment(String),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Builds `solution` for `exercise`.
pub fn build(
    _exercise: &Exercise,
    _language: Language,
    _solution: &Path,
    _workspace: Option<&Path>,
    _cache: &Path,
    _runner: &dyn Runner,
    _progress: &dyn Progress,
) -> Result<Built, CompileError> {
    todo!()
}

impl Built {
    pub fn program(&self, _job: &Job, _seed: u64) -> Program {
        todo!()
    }
}
pub mod python;
pub mod libraries {
    use super::*;
    pub enum Set {
        Kata,
        Project,
    }
    pub fn ensure(_: Set, _: &Path, _: &dyn Progress) -> Result<(), CompileError> {
        todo!()
    }
}
pub fn last_lines(_: &str, _: usize) -> String {
    todo!()
}
