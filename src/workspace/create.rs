//! `mlings init`: makes a workspace, or adds to one what is missing. A file that exists is never written.

use std::fs;
use std::path::Path;

use super::error::{WorkspaceError, io_error};
use super::files::{replace, write_if_missing};
use super::folder::{MANIFEST, VERSION, Workspace, sorted};
use super::rust_package;
use super::solution::{language_name, solution_path, starter};
use crate::catalog::{Catalog, Language};

/// What `init` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    pub workspace: Workspace,
    /// It was a workspace before.
    pub is_upgrade: bool,
    /// New files, relative to the root, in the order they were written.
    pub written: Vec<String>,
}

/// A file of a workspace, before it is written.
struct Planned {
    path: String,
    text: String,
}

const IGNORED: &str = "\
# Made by mlings. Your solutions and .mlings/attempts.jsonl (your progress) are worth keeping.
target/
.venv/
__pycache__/
";

/// Makes `directory` a workspace of `languages`, or adds what is missing: a language, new exercises, deleted files.
///
/// # Errors
/// When `directory` lies inside another workspace, holds files of other origin where ours would go, or cannot be written.
pub fn create(directory: &Path, languages: &[Language], catalog: &Catalog) -> Result<Created, WorkspaceError> {
    fs::create_dir_all(directory).map_err(|source| io_error("create", directory, source))?;
    let root = directory
        .canonicalize()
        .map_err(|source| io_error("find", directory, source))?;
    refuse_nested(&root)?;
    let existing = if root.join(MANIFEST).exists() {
        Some(Workspace::open(&root)?)
    } else {
        None
    };
    let kept = existing
        .as_ref()
        .map(|workspace| workspace.languages.clone())
        .unwrap_or_default();
    let workspace = Workspace {
        root,
        languages: sorted(&[&kept[..], languages].concat()),
    };
    let planned = plan(&workspace, catalog)?;
    if existing.is_none() {
        refuse_collisions(&workspace.root, &planned)?;
    }
    // The manifest is written last on a fresh start, so that an interrupted init can simply be run again.
    let mut written = write_missing(&workspace.root, planned)?;
    written.extend(rust_package::write(&workspace, catalog)?);
    written.extend(write_manifest(&workspace, &kept)?);
    Ok(Created {
        workspace,
        is_upgrade: existing.is_some(),
        written,
    })
}

fn refuse_nested(root: &Path) -> Result<(), WorkspaceError> {
    let outer = root.ancestors().skip(1).find(|folder| folder.join(MANIFEST).is_file());
    match outer {
        Some(outer) => Err(WorkspaceError::Nested {
            directory: root.to_owned(),
            outer: outer.to_owned(),
        }),
        None => Ok(()),
    }
}

/// Files that belong to the learner: written once, if missing.
fn plan(workspace: &Workspace, catalog: &Catalog) -> Result<Vec<Planned>, WorkspaceError> {
    let mut planned = Vec::new();
    for exercise in &catalog.exercises {
        let readme = exercise.readme().ok_or_else(|| WorkspaceError::NoFile {
            exercise: exercise.id.clone(),
            file: "README.md".to_owned(),
        })?;
        planned.push(Planned {
            path: format!("exercises/{}/README.md", exercise.id),
            text: readme,
        });
        for language in &workspace.languages {
            let text = starter(exercise, *language)?;
            planned.push(Planned {
                path: solution_path(&exercise.id, *language),
                text,
            });
        }
    }
    Ok(planned)
}

/// A starter or README of ours from an interrupted init has our bytes and is no collision.
fn refuse_collisions(root: &Path, planned: &[Planned]) -> Result<(), WorkspaceError> {
    let is_foreign = |file: &&Planned| matches!(fs::read(root.join(&file.path)), Ok(bytes) if bytes != file.text.as_bytes());
    let mut files: Vec<String> = planned.iter().filter(is_foreign).map(|file| file.path.clone()).collect();
    files.extend(rust_package::collisions(root));
    match files.is_empty() {
        true => Ok(()),
        false => Err(WorkspaceError::Collides {
            directory: root.to_owned(),
            files,
        }),
    }
}

fn write_missing(root: &Path, planned: Vec<Planned>) -> Result<Vec<String>, WorkspaceError> {
    let mut written = Vec::new();
    let ignored = Planned {
        path: ".gitignore".to_owned(),
        text: IGNORED.to_owned(),
    };
    for file in planned.into_iter().chain([ignored]) {
        if write_if_missing(&root.join(&file.path), &file.text)? {
            written.push(file.path);
        }
    }
    Ok(written)
}

/// Writes the manifest, or changes its `languages` line alone: the rest of it may be the learner's.
fn write_manifest(workspace: &Workspace, kept: &[Language]) -> Result<Option<String>, WorkspaceError> {
    let path = workspace.root.join(MANIFEST);
    let names: Vec<String> = workspace
        .languages
        .iter()
        .map(|language| format!("{:?}", language_name(*language)))
        .collect();
    let languages = format!("languages = [{}]", names.join(", "));
    if kept.is_empty() {
        let text = format!("# A workspace of mlings: it makes this folder one.\nversion = {VERSION}\n{languages}\n");
        replace(&path, text.as_bytes())?;
        return Ok(Some(MANIFEST.to_owned()));
    }
    if kept != workspace.languages {
        let text = fs::read_to_string(&path).map_err(|source| io_error("read", &path, source))?;
        let is_languages = |line: &str| line.split('=').next().is_some_and(|key| key.trim() == "languages");
        let lines: Vec<&str> = text
            .lines()
            .map(|line| if is_languages(line) { languages.as_str() } else { line })
            .collect();
        replace(&path, format!("{}\n", lines.join("\n")).as_bytes())?;
    }
    Ok(None)
}
