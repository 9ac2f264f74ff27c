//! `Built`: a solution ready to run on a job.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use mlings_sandbox::{Containment, Program};

use super::access;
use super::python::Interpreter;
use super::tools::inherited;
use crate::job::Job;

/// What is started, and with what.
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

impl Built {
    /// How well it was contained to build this; none where nothing had to be built.
    pub fn containment(&self) -> Option<&Containment> {
        match self {
            Built::Rust { containment, .. } => containment.as_ref(),
            Built::Python { .. } => None,
        }
    }

    /// Has it built again when it is next needed: it may be damaged.
    pub fn discard(&self) {
        if let Built::Rust { executable, .. } = self
            && let Some(folder) = executable.parent()
        {
            // What cannot be removed cannot be built anew either.
            let _ = fs::remove_dir_all(folder);
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
