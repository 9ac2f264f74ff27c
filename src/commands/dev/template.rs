//! The files `dev new` makes, and what of them an author has not made their own yet.

use crate::catalog::{Exercise, Kind};
use crate::error::Error;

/// A file of a new folder: its path there, and its text.
pub type TemplateFile = (&'static str, &'static str);

macro_rules! template {
    ($kind:literal: $($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("template/", $kind, "/", $path)))),*]
    };
}

const KATA: [TemplateFile; 10] = template!("kata":
    "exercise.toml", "README.md", "hints.md", "cases.json", "starter.py", "starter.rs", "solution.py", "solution.rs",
    "mistakes/averaged.toml", "mistakes/sign-kept.toml",
);

const PROJECT: [TemplateFile; 10] = template!("project":
    "exercise.toml", "README.md", "hints.md", "starter.py", "starter.rs", "solution.py", "solution.rs",
    "mistakes/always-the-mean.toml", "mistakes/always-the-mean.py", "mistakes/log-not-undone.toml",
);

/// Known mistakes an exercise names at least.
const MISTAKES: usize = 3;

/// The files of a new exercise.
pub fn files(kind: Kind) -> &'static [TemplateFile] {
    match kind {
        Kind::Kata => &KATA,
        Kind::Project | Kind::Case => &PROJECT,
    }
}

/// What its author still has to do, one instruction each.
///
/// # Errors
/// When the exercise's folder is malformed.
pub fn unfinished(exercise: &Exercise) -> Result<Vec<String>, Error> {
    let id = &exercise.id;
    let is_untouched = |(path, text): &&TemplateFile| exercise.file(path).is_some_and(|found| found == *text);
    let untouched = files(exercise.kind).iter().filter(is_untouched);
    let untouched: Vec<&str> = untouched.map(|(path, _)| *path).collect();
    let mut instructions = Vec::new();
    if !untouched.is_empty() {
        instructions.push(format!(
            "{id}: still as `dev new` made them: {}; write your own",
            untouched.join(", ")
        ));
    }
    let mistakes = exercise.mistakes()?.len();
    if mistakes < MISTAKES {
        instructions.push(format!(
            "{id}: {mistakes} known mistakes; write at least {MISTAKES}, each a file mistakes/ID.toml with edits in both languages"
        ));
    }
    Ok(instructions)
}
