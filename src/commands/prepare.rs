//! What must stand ready before many solutions are graded at once: the built libraries, and a Python with its packages.

use std::collections::BTreeSet;
use std::path::Path;

use crate::catalog::{Exercise, Language, Toolkit};
use crate::compile::{CompileError, libraries, python};
use crate::error::Error;
use crate::report::Output;
use crate::workshop::Announcer;

/// Prepares both languages side by side; returns those this machine can run, and says what is missing for the other.
///
/// # Errors
/// Where it can run neither, or a step failed for another reason than a missing tool.
pub fn languages(
    exercises: &[&Exercise],
    cache: &Path,
    output: &Output,
    announcer: &dyn Announcer,
) -> Result<Vec<Language>, Error> {
    let (rust, python) = std::thread::scope(|scope| {
        let rust = scope.spawn(|| rust(exercises, cache, announcer));
        let python = python(exercises, cache, announcer);
        (rust.join().expect("preparing Rust does not panic"), python)
    });
    let mut ready = Vec::new();
    let mut missing = Vec::new();
    for (language, result) in [(Language::Rust, rust), (Language::Python, python)] {
        match result {
            Ok(()) => ready.push(language),
            Err(CompileError::Environment(message)) => missing.push(message),
            Err(error) => return Err(error.into()),
        }
    }
    if ready.is_empty() {
        return Err(Error::Environment(missing.join("\n")));
    }
    missing.iter().for_each(|message| output.note(message));
    Ok(ready)
}

fn rust(exercises: &[&Exercise], cache: &Path, announcer: &dyn Announcer) -> Result<(), CompileError> {
    let toolkits: BTreeSet<Toolkit> = exercises.iter().map(|exercise| exercise.task.toolkit()).collect();
    toolkits
        .into_iter()
        .try_for_each(|toolkit| libraries::ensure(toolkit, cache, announcer).map(drop))
}

fn python(exercises: &[&Exercise], cache: &Path, announcer: &dyn Announcer) -> Result<(), CompileError> {
    let richest = exercises.iter().map(|exercise| exercise.task.toolkit()).max();
    match python::find(richest.unwrap_or(Toolkit::Arrays), None, cache)? {
        Some(_) => Ok(()),
        None => python::create(None, cache, announcer).map(drop),
    }
}
