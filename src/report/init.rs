//! `mlings init`: what was made and what to do first.

use serde::Serialize;

use super::style::{self, paint, paint_commands};
use super::{JSON_VERSION, Output};
use crate::catalog::Language;
use crate::error::Error;
use crate::words;
use crate::workspace::Created;

#[derive(Serialize)]
struct InitObject<'created> {
    version: u32,
    workspace: String,
    languages: &'created [Language],
    upgraded: bool,
    written: &'created [String],
    /// The interpreter solutions run with; none without Python.
    python: Option<&'created str>,
}

/// Says what `init` made. `go` is the folder as the learner typed it, or nothing when they are in it.
pub fn show(
    output: &Output,
    created: &Created,
    go: Option<&str>,
    first: Option<&str>,
    python: Option<&str>,
) -> Result<(), Error> {
    let object = InitObject {
        version: JSON_VERSION,
        workspace: created.workspace.root.display().to_string(),
        languages: &created.workspace.languages,
        upgraded: created.is_upgrade,
        written: &created.written,
        python,
    };
    let lines = lines(created, go, first, python);
    let rich = || {
        let (headline, rest) = lines.split_first().expect("there is a headline");
        let rest: Vec<String> = rest.iter().map(|line| paint_commands(&output.wrap(line))).collect();
        format!("{}\n{}", paint(style::SUCCESS, &output.wrap(headline)), rest.join("\n"))
    };
    output.show(&object, rich, || lines.join("\n"))
}

fn lines(created: &Created, go: Option<&str>, first: Option<&str>, python: Option<&str>) -> Vec<String> {
    let languages: Vec<&str> = created
        .workspace
        .languages
        .iter()
        .map(|language| words::language(*language))
        .collect();
    let languages = languages.join(" and ");
    let headline = match (created.is_upgrade, created.written.len()) {
        (false, _) => format!("Your workspace is ready: {languages}."),
        (true, 0) => format!("Your workspace is complete: {languages}; nothing was missing."),
        (true, 1) => format!("Your workspace is complete: {languages}; 1 missing file was added."),
        (true, added) => format!("Your workspace is complete: {languages}; {added} missing files were added."),
    };
    let mut lines = vec![headline];
    lines.extend(python.map(|python| format!("Python solutions run with {python}.")));
    let go = go.map(|folder| format!("`cd {folder}`, then ")).unwrap_or_default();
    lines.extend(first.map(|first| {
        format!(
            "Next: {go}read exercises/{first}/README.md, edit the solution beside it, and grade it with `mlings run {first}`."
        )
    }));
    lines
}
