//! `WorkspaceError`: what a learner can mend about their folder, each with the next step.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error("no workspace in {} or any folder above it; make one with `mlings init`, or go to yours", .0.display())]
    NotFound(PathBuf),
    #[error("{} lies inside the workspace {}; work there, or choose a folder outside it", .directory.display(), .outer.display())]
    Nested { directory: PathBuf, outer: PathBuf },
    #[error("{} already holds files that mlings did not make: {}; choose another folder, such as `mlings init learn`", .directory.display(), .files.join(", "))]
    Collides { directory: PathBuf, files: Vec<String> },
    #[error("{} is damaged: {reason}; it should hold `version = 1` and `languages = [\"python\", \"rust\"]`", .path.display())]
    Manifest { path: PathBuf, reason: String },
    #[error("{} was made by a newer mlings (version {version}); install the newest mlings", .path.display())]
    Newer { path: PathBuf, version: u32 },
    #[error("this workspace has no solutions in {language}; add them with `mlings init --lang {language}`")]
    NoLanguage { language: &'static str },
    #[error("`{exercise}` has no {file}; this copy of mlings is incomplete, install it again")]
    NoFile { exercise: String, file: String },
    #[error("cannot {action} {}: {source}; check that the folder is yours to write and the disk has room", .path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

pub fn io_error(action: &'static str, path: &Path, source: io::Error) -> WorkspaceError {
    WorkspaceError::Io {
        action,
        path: path.to_owned(),
        source,
    }
}
