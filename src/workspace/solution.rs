//! What a solution's file is called, and what it begins as.

use super::error::WorkspaceError;
use crate::catalog::{Exercise, Language};

/// `solution.rs` or `solution.py`: in an exercise's folder and in the learner's alike.
pub fn solution_name(language: Language) -> String {
    format!("solution.{}", language.extension())
}

/// `rust` or `python`, as the command line spells it.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::Rust => "rust",
        Language::Python => "python",
    }
}

/// Relative to the workspace's root.
pub fn solution_path(exercise: &str, language: Language) -> String {
    format!("exercises/{exercise}/{}", solution_name(language))
}

/// The text a solution begins as.
pub fn starter(exercise: &Exercise, language: Language) -> Result<String, WorkspaceError> {
    let missing = || WorkspaceError::NoFile {
        exercise: exercise.id.clone(),
        file: format!("starter.{}", language.extension()),
    };
    exercise.starter(language).ok_or_else(missing)
}
