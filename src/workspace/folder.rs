//! `Workspace`: a learner's folder, found; its languages, its solutions, and the way back to a starter.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use mlings_progress::AttemptLog;
use serde::Deserialize;

use super::error::{WorkspaceError, io_error};
use super::files::{replace, write_new};
use super::solution::{language_name, solution_name, solution_path, starter};
use crate::catalog::{Exercise, Language};

/// The file that makes a folder a workspace.
pub const MANIFEST: &str = "mlings.toml";

pub const VERSION: u32 = 1;

/// A learner's folder, found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    pub root: PathBuf,
    /// At least one, in the order of [`Language`].
    pub languages: Vec<Language>,
}

/// What `reset` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reset {
    /// The starter is back; the learner's file is at `backup`.
    Restored { backup: PathBuf },
    /// There was no file; the starter is there now.
    Written,
    /// The file was the starter already.
    Unchanged,
}

#[derive(Deserialize)]
struct Manifest {
    version: u32,
    languages: Vec<Language>,
}

impl Workspace {
    /// The workspace that holds `directory`: the nearest folder, upwards, with a manifest.
    ///
    /// # Errors
    /// When there is none, or its manifest is damaged or newer than this mlings.
    pub fn locate(directory: &Path) -> Result<Self, WorkspaceError> {
        let root = directory.ancestors().find(|folder| folder.join(MANIFEST).is_file());
        match root {
            Some(root) => Self::open(root),
            None => Err(WorkspaceError::NotFound(directory.to_owned())),
        }
    }

    pub fn open(root: &Path) -> Result<Self, WorkspaceError> {
        let path = root.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|source| io_error("read", &path, source))?;
        let damaged = |reason: String| WorkspaceError::Manifest {
            path: path.clone(),
            reason,
        };
        let manifest: Manifest = toml::from_str(&text).map_err(|error| damaged(error.message().to_owned()))?;
        if manifest.version > VERSION {
            return Err(WorkspaceError::Newer {
                path,
                version: manifest.version,
            });
        }
        if manifest.languages.is_empty() {
            return Err(damaged("it names no language".to_owned()));
        }
        Ok(Workspace {
            root: root.to_owned(),
            languages: sorted(&manifest.languages),
        })
    }

    /// `.mlings`: the attempt log, backups and the SDK for rust-analyzer.
    pub fn state_folder(&self) -> PathBuf {
        self.root.join(".mlings")
    }

    pub fn log(&self) -> AttemptLog {
        AttemptLog::new(&self.state_folder())
    }

    /// Where the learner's solution of `exercise` lies; it may have been deleted.
    pub fn solution(&self, exercise: &str, language: Language) -> PathBuf {
        self.root.join(solution_path(exercise, language))
    }

    /// The language to use: the one asked for, the workspace's only one, or the one whose solution was changed last.
    ///
    /// # Errors
    /// When the workspace lacks the language asked for.
    pub fn choose_language(&self, exercise: &Exercise, asked: Option<Language>) -> Result<Language, WorkspaceError> {
        match asked {
            Some(language) if self.languages.contains(&language) => Ok(language),
            Some(language) => Err(WorkspaceError::NoLanguage {
                language: language_name(language),
            }),
            None => Ok(self.language_changed_last(exercise)),
        }
    }

    /// Files that still are the starter lose to edited ones; ties go to the workspace's first language.
    fn language_changed_last(&self, exercise: &Exercise) -> Language {
        let edited_at = |language: &Language| -> Option<SystemTime> {
            let path = self.solution(&exercise.id, *language);
            let is_starter = fs::read_to_string(&path).ok() == exercise.starter(*language);
            if is_starter {
                None
            } else {
                fs::metadata(&path).and_then(|metadata| metadata.modified()).ok()
            }
        };
        // `max_by_key` keeps the last of equals, so the order is reversed to keep the first.
        let latest = self.languages.iter().rev().max_by_key(|language| edited_at(language));
        *latest.expect("a workspace has at least one language")
    }

    /// Puts the starter back and keeps the learner's file under `.mlings/backups/`.
    ///
    /// # Errors
    /// When a file cannot be read or written; the learner's file is then untouched.
    pub fn reset(&self, exercise: &Exercise, language: Language) -> Result<Reset, WorkspaceError> {
        let starter = starter(exercise, language)?;
        let path = self.solution(&exercise.id, language);
        let reset = match fs::read(&path) {
            Ok(bytes) if bytes == starter.as_bytes() => return Ok(Reset::Unchanged),
            Ok(bytes) => Reset::Restored {
                backup: self.back_up(exercise, language, &bytes)?,
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Reset::Written,
            Err(source) => return Err(io_error("read", &path, source)),
        };
        replace(&path, starter.as_bytes())?;
        Ok(reset)
    }

    fn back_up(&self, exercise: &Exercise, language: Language, bytes: &[u8]) -> Result<PathBuf, WorkspaceError> {
        let folder = self.state_folder().join("backups").join(&exercise.id);
        fs::create_dir_all(&folder).map_err(|source| io_error("create", &folder, source))?;
        for number in 1.. {
            let path = folder.join(format!("{number}-{}", solution_name(language)));
            match write_new(&path, bytes) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => return Err(io_error("write", &path, source)),
            }
        }
        unreachable!("the numbers do not end")
    }
}

/// Each once, in the order of [`Language`].
pub fn sorted(languages: &[Language]) -> Vec<Language> {
    let mut languages = languages.to_vec();
    languages.sort_unstable();
    languages.dedup();
    languages
}
