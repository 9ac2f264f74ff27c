//! A solution file becomes a `Program`: Rust through rustc in our own folder, Python through an interpreter we found.

pub mod access;
mod built;
mod calls;
mod cargo_home;
mod error;
pub mod libraries;
mod memory;
pub mod python;
mod rust;
mod store;
pub mod toolchain;
mod tools;

use mlings_sdk::sources::PYTHON_HARNESS;

use crate::catalog::{Exercise, Language};
use crate::submission::Submission;
use crate::workshop::Workshop;

pub use built::{Built, run_environment};
pub use error::CompileError;
pub use tools::last_lines;

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
            let found = python::find(exercise.task.toolkit(), workspace, cache)?;
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
