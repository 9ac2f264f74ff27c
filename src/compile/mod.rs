//! A solution file becomes a `Program`: Rust through rustc in our own folder, Python through an interpreter we found.

pub mod access;
mod calls;
pub mod libraries;
pub mod python;
mod rust;
mod store;
pub mod toolchain;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mlings_sandbox::{Containment, Program, Runner, SandboxError};
use mlings_sdk::sources::PYTHON_HARNESS;

use crate::catalog::{Exercise, Language, Task};
use crate::job::Job;
use python::{Interpreter, Needs};

/// A solution is a page or two of code; what is longer is something else.
const SOLUTION_BYTES: u64 = 1 << 20;

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

/// What the learner is told while something slow happens: `start` begins a step, dropping the guard ends it.
pub trait Progress: Sync {
    fn start(&self, step: &str) -> Box<dyn std::any::Any>;
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

/// Builds `solution` for `exercise`, in `cache` and never beside the solution. A Python of `workspace` is preferred where it is given:
/// only a learner's own folder may be, because its interpreter runs outside any sandbox.
///
/// # Errors
/// [`CompileError::Build`] where the solution is at fault; the others say what is missing.
pub fn build(
    exercise: &Exercise,
    language: Language,
    solution: &Path,
    workspace: Option<&Path>,
    cache: &Path,
    runner: &dyn Runner,
    progress: &dyn Progress,
) -> Result<Built, CompileError> {
    let source = Source::read(solution)?;
    match language {
        Language::Rust => rust::build(exercise, &source, cache, runner, progress),
        Language::Python => {
            let needs = match exercise.task {
                Task::Kata(_) => Needs::Kata,
                Task::Project(_) => Needs::Project,
            };
            let found = python::find(needs, workspace, cache);
            let interpreter = found.map_or_else(|| python::create(workspace, cache, progress), Ok)?;
            let harness = store::file(cache, "mlings.py", PYTHON_HARNESS)?;
            let solution = store::file(cache, &source.name, &source.text)?;
            Ok(Built::Python {
                interpreter,
                harness,
                solution,
            })
        }
    }
}

/// A learner's file, read once: what is hashed, built and run is the same text.
struct Source {
    /// The path as the learner knows it.
    path: PathBuf,
    /// The file's name, for tracebacks.
    name: String,
    text: String,
}

impl Source {
    /// Follows no link at the path's end: another person's submission may be one.
    fn read(path: &Path) -> Result<Self, CompileError> {
        let refuse = |reason: &str| CompileError::Build {
            words: format!("{} {reason}", path.display()),
            containment: None,
        };
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() {
            return Err(refuse("is a link or a folder; put the solution's code itself there"));
        }
        if metadata.len() > SOLUTION_BYTES {
            return Err(refuse("is larger than 1 MiB; keep data out of the code"));
        }
        let text = String::from_utf8(fs::read(path)?).map_err(|_| refuse("is not UTF-8 text; save it as UTF-8"))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Source {
            path: path.to_owned(),
            name,
            text,
        })
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

    /// The program that answers `job`. Its seed stands in the job.
    pub fn program(&self, job: &Job, _seed: u64) -> Program {
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

    fn refused(path: &Path) -> String {
        match Source::read(path) {
            Err(CompileError::Build { words, .. }) => words,
            Err(error) => panic!("{error}"),
            Ok(source) => panic!("{} was read", source.name),
        }
    }

    #[test]
    fn a_solution_that_is_a_link_or_a_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(refused(folder.path()).contains("is a link or a folder"));
        #[cfg(unix)]
        {
            let link = folder.path().join("solution.py");
            std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
            assert!(refused(&link).contains("is a link or a folder"));
        }
    }

    #[test]
    fn a_solution_that_is_no_text_or_too_long_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("solution.py");
        fs::write(&file, b"x = '\xff'").unwrap();
        assert!(refused(&file).contains("is not UTF-8"));
        fs::write(&file, vec![b' '; (1 << 20) + 1]).unwrap();
        assert!(refused(&file).contains("is larger than 1 MiB"));
    }

    #[test]
    fn the_last_lines_of_a_tool_leave_out_the_empty_ones() {
        assert_eq!(last_lines("a\nb\n\nc\n\n", 2), "b\nc");
        assert_eq!(last_lines("a", 3), "a");
    }
}
