//! Mutants of a Python reference, made by Python from its syntax tree.

use std::io::Write;
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::Mutant;
use crate::catalog::Exercise;
use crate::compile::python;
use crate::error::Error;
use crate::workshop::Workshop;

const MUTATE: &str = include_str!("mutate.py");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    line: usize,
    old: String,
    new: String,
    text: String,
}

/// Every mutant of `text`, in the order of its lines.
///
/// # Errors
/// Where there is no Python, or it cannot read the text.
pub fn mutants(text: &str, exercise: &Exercise, workshop: &Workshop) -> Result<Vec<Mutant>, Error> {
    let interpreter = python::find(exercise.task.toolkit(), workshop.workspace, workshop.cache)?
        .ok_or_else(|| Error::Environment("mutants of a Python reference are made by Python, which is missing".to_owned()))?;
    let fault = |reason: String| Error::Fault(format!("no mutants of `{}` could be made: {reason}", exercise.id));
    let mut child = Command::new(&interpreter.executable)
        .args(["-I", "-c", MUTATE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| fault(error.to_string()))?;
    // The program reads all of it before it writes a line.
    let written = child.stdin.take().map(|mut stdin| stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(|error| fault(error.to_string()))?;
    if !output.status.success() || !matches!(written, Some(Ok(()))) {
        return Err(fault(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let line = |line: &str| serde_json::from_str::<Line>(line).map_err(|error| fault(error.to_string()));
    let said = String::from_utf8_lossy(&output.stdout);
    let mut mutants: Vec<Mutant> = said
        .lines()
        .map(|it| line(it).map(Mutant::from))
        .collect::<Result<_, Error>>()?;
    mutants.sort_by_key(|mutant| mutant.line);
    Ok(mutants)
}

impl From<Line> for Mutant {
    fn from(Line { line, old, new, text }: Line) -> Self {
        Mutant { line, old, new, text }
    }
}
