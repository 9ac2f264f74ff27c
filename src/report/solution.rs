//! `mlings solution`: the reference, and before it what reading it costs; `mlings reset`: what became of the learner's file.

use std::path::Path;

use serde::Serialize;

use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output};
use crate::catalog::{Exemplar, Language};
use crate::error::Error;
use crate::workspace::{self, Reset};

#[derive(Serialize)]
struct Solution<'solution> {
    version: u32,
    exercise: &'solution str,
    language: Language,
    source: &'solution str,
}

/// What reading the reference costs someone who has not passed.
pub fn price(exercise: &str) -> String {
    format!("you have not passed {exercise} yet; once you read the solution, a pass counts only after 24 hours")
}

pub fn show(output: &Output, exercise: &str, language: Language, source: &str) -> Result<(), Error> {
    let solution = Solution {
        version: JSON_VERSION,
        exercise,
        language,
        source,
    };
    output.show(&solution, || source.to_owned(), || source.to_owned())
}

#[derive(Serialize)]
struct ExemplarObject<'exemplar> {
    version: u32,
    exercise: &'exemplar str,
    role: String,
    language: Language,
    source: &'exemplar str,
}

/// One of the exercise's own programs, for its author.
pub fn show_exemplar(
    output: &Output,
    exercise: &str,
    exemplar: &Exemplar,
    language: Language,
    source: &str,
) -> Result<(), Error> {
    let object = ExemplarObject {
        version: JSON_VERSION,
        exercise,
        role: exemplar.to_string(),
        language,
        source,
    };
    let text = || source.trim_end().to_owned();
    output.show(&object, text, text)
}

#[derive(Serialize)]
struct ResetObject<'reset> {
    version: u32,
    exercise: &'reset str,
    language: Language,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<String>,
}

/// Says what `mlings reset` did; paths are shown relative to the workspace's `root`.
pub fn show_reset(output: &Output, root: &Path, exercise: &str, language: Language, reset: &Reset) -> Result<(), Error> {
    let file = workspace::solution_name(language);
    let (state, backup) = match reset {
        Reset::Restored { backup } => (
            "restored",
            Some(backup.strip_prefix(root).unwrap_or(backup).display().to_string()),
        ),
        Reset::Written => ("written", None),
        Reset::Unchanged => ("unchanged", None),
    };
    let text = match (reset, &backup) {
        (Reset::Unchanged, _) => format!("{file} of {exercise} is the starter already; nothing changed."),
        (_, Some(backup)) => format!("The starter of {exercise} is back in {file}. Your file is kept at {backup}."),
        (_, None) => format!("The starter of {exercise} is in {file}."),
    };
    let object = ResetObject {
        version: JSON_VERSION,
        exercise,
        language,
        state,
        backup,
    };
    output.show(
        &object,
        || paint_commands(&output.wrap(&paint(style::SUCCESS, &text))),
        || text.clone(),
    )
}
