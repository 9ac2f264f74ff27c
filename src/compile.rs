//! A solution file becomes a `Program`: Rust through rustc in our own folder, Python through an interpreter we found.

pub mod access;
mod calls;
pub mod libraries;
pub mod python;
mod rust;
mod store;
pub mod toolchain;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;

use mlings_sandbox::{Containment, Program, SandboxError};
use mlings_sdk::sources::PYTHON_HARNESS;

use crate::catalog::{Exercise, Language};
use crate::job::Job;
use crate::submission::Submission;
use crate::workshop::Workshop;
use python::Interpreter;

/// A solution ready to run on a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Built {
    Rust {
        executable: PathBuf,
        /// How well the compiler was contained; none where this very text had been compiled before.
        containment: Option<Containment>,
    },
    Python {
        interpreter: Interpreter,
        harness: PathBuf,
        /// A copy of the learner's file, under the learner's name for it.
        solution: PathBuf,
    },
}

#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The learner's turn: the compiler's own words, with the learner's path.
    #[error("{words}")]
    Build {
        words: String,
        /// How well the compiler was contained; none where it had nothing to compile.
        containment: Option<Containment>,
    },
    /// A tool is missing; the message says which and how to get it.
    #[error("{0}")]
    Environment(String),
    /// Of kind [`io::ErrorKind::Interrupted`] where Ctrl-C was pressed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The compiler was not run.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
}

/// Builds `submission` for `exercise`, in the workshop's cache and never beside the solution.
///
/// # Errors
/// [`CompileError::Build`] where the solution is at fault; the others say what is missing.
pub fn build(exercise: &Exercise, submission: &Submission, workshop: &Workshop) -> Result<Built, CompileError> {
    let text = submission.text.as_ref().map_err(|flaw| CompileError::Build {
        words: flaw.clone(),
        containment: None,
    })?;
    match submission.language {
        Language::Rust => rust::build(exercise, submission, text, workshop),
        Language::Python => {
            let Workshop {
                cache,
                workspace,
                announcer,
                ..
            } = *workshop;
            let found = python::find(exercise.task.toolkit(), workspace, cache);
            let interpreter = found.map_or_else(|| python::create(workspace, cache, announcer), Ok)?;
            let harness = store::file(cache, "mlings.py", PYTHON_HARNESS)?;
            let solution = store::file(cache, &submission.name(), text)?;
            Ok(Built::Python {
                interpreter,
                harness,
                solution,
            })
        }
    }
}

impl Built {
    /// How well it was contained to build this; none where nothing had to be built.
    pub fn containment(&self) -> Option<&Containment> {
        match self {
            Built::Rust { containment, .. } => containment.as_ref(),
            Built::Python { .. } => None,
        }
    }

    /// The program that answers `job`.
    pub fn program(&self, job: &Job) -> Program {
        let (folder, answers) = (job.directory().into(), job.answers_file().into());
        let access = access::of_solution(job);
        let (executable, arguments, access): (&PathBuf, Vec<OsString>, _) = match self {
            Built::Rust { executable, .. } => (executable, vec![folder, answers], access),
            Built::Python {
                interpreter,
                harness,
                solution,
            } => {
                // Not `-I`: it would ignore PYTHONHASHSEED. The environment is ours alone, and the harness puts no folder on the path.
                let mut arguments: Vec<OsString> = ["-s", "-B", "-X", "utf8"].map(OsString::from).to_vec();
                let name = solution.file_name().unwrap_or_default().into();
                arguments.extend([harness.into(), folder, answers, solution.into(), name]);
                let access = access::with_python(access, interpreter, &[harness, solution]);
                (&interpreter.executable, arguments, access)
            }
        };
        Program {
            executable: executable.clone(),
            arguments,
            environment: run_environment(),
            working_directory: job.directory().to_owned(),
            access,
        }
    }
}

/// The whole environment of a run: one thread, one order of hashing, no home.
pub fn run_environment() -> Vec<(OsString, OsString)> {
    let ours = [
        ("HOME", "/nonexistent"),
        ("LANG", "C.UTF-8"),
        ("LC_ALL", "C.UTF-8"),
        // A solution has one process: joblib works with threads, and asks nobody how many processors there are.
        ("JOBLIB_MULTIPROCESSING", "0"),
        ("LOKY_MAX_CPU_COUNT", "1"),
        ("MKL_NUM_THREADS", "1"),
        ("OMP_NUM_THREADS", "1"),
        ("OPENBLAS_NUM_THREADS", "1"),
        ("PYTHONHASHSEED", "0"),
        ("RAYON_NUM_THREADS", "1"),
    ];
    let ours = ours.into_iter().map(|(name, value)| (name.into(), value.into()));
    ours.chain(inherited(&["SYSTEMROOT"])).collect()
}

/// Those of our own environment variables that `names` names.
fn inherited(names: &[&str]) -> impl Iterator<Item = (OsString, OsString)> {
    names
        .iter()
        .filter_map(|name| Some((OsStr::new(name).to_owned(), std::env::var_os(name)?)))
}

/// The last `count` lines of what a tool said that are not empty.
fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_a_tool_leave_out_the_empty_ones() {
        assert_eq!(last_lines("a\nb\n\nc\n\n", 2), "b\nc");
        assert_eq!(last_lines("a", 3), "a");
    }
}
