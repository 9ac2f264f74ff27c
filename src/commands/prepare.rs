//! What must stand ready before many solutions are graded at once: the built libraries and a Python with its packages.

use std::path::Path;

use crate::catalog::{Exercise, Language, Task};
use crate::compile::python::{self, Needs};
use crate::compile::{CompileError, Progress, libraries};
use crate::error::Error;

/// Prepares both languages side by side, for these exercises; returns those this machine can run.
///
/// # Errors
/// Where neither can. One missing language is said on stderr.
pub fn languages(exercises: &[&Exercise], cache: &Path, progress: &dyn Progress) -> Result<Vec<Language>, Error> {
    todo!()
}
