//! `equivalent.toml`: an exercise's mutants that are right, each with its reason.

use std::fmt;

use serde::Deserialize;

use super::Mutant;
use crate::catalog::{Exercise, Language};
use crate::error::Error;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    mutants: Vec<Equivalent>,
}

/// A slip that changes no answer a case could ask for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equivalent {
    language: Language,
    /// As `dev check --mutants` prints them.
    old: String,
    /// None stands for every slip in `old`.
    new: Option<String>,
    /// Why it is right all the same, or why no case can show it.
    reason: String,
}

impl Equivalent {
    pub fn is(&self, mutant: &Mutant) -> bool {
        self.old == mutant.old && self.new.as_ref().is_none_or(|new| *new == mutant.new)
    }
}

impl fmt::Display for Equivalent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.new {
            Some(new) => write!(formatter, "{} → {new}", self.old),
            None => formatter.write_str(&self.old),
        }
    }
}

/// Those of `exercise` in `language`; none where it has no such file.
///
/// # Errors
/// Where the file is malformed, or a reason is missing.
pub fn of(exercise: &Exercise, language: Language) -> Result<Vec<Equivalent>, Error> {
    let Some(text) = exercise.file("equivalent.toml") else {
        return Ok(Vec::new());
    };
    let malformed = |reason: String| exercise.malformed(format!("equivalent.toml: {reason}"));
    let file: File = toml::from_str(&text).map_err(|error| malformed(error.to_string()))?;
    if let Some(silent) = file.mutants.iter().find(|it| it.reason.trim().is_empty()) {
        return Err(malformed(format!("say why `{silent}` is right")).into());
    }
    Ok(file.mutants.into_iter().filter(|it| it.language == language).collect())
}
