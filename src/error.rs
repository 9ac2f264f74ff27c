//! Errors a person can fix, each with its next step and its exit code.

use std::io;

use mlings_progress::LogError;
use mlings_sandbox::SandboxError;
use thiserror::Error;

use crate::catalog::CatalogError;
use crate::compile::CompileError;
use crate::dataset::DatasetError;
use crate::exit::ExitCode;
use crate::job::JobError;
use crate::workspace::WorkspaceError;

/// Anything that ends a command early.
#[derive(Debug, Error)]
pub enum Error {
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    #[error(transparent)]
    Compile(CompileError),
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// What was typed, or a file that was named, is wrong; the message says what and how to put it right.
    #[error("{0}")]
    Usage(String),
    /// Something outside mlings is missing; the message says what and how to get it.
    #[error("{0}")]
    Environment(String),
    /// Our own fault.
    #[error("{0}; this is a fault of mlings, not yours: please report it")]
    Fault(String),
    #[error("every exercise is passed: well done; name one to go on with it, such as `mlings run housing-price`")]
    NothingOpen,
    #[error("the answer was no; nothing changed")]
    Declined,
    #[error("interrupted")]
    Interrupted,
    #[error("cannot write the output: {0}; check that the disk has room")]
    Output(io::Error),
    #[error(transparent)]
    Job(#[from] JobError),
}

impl From<CompileError> for Error {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Io(error) if error.kind() == io::ErrorKind::Interrupted => Error::Interrupted,
            error => Error::Compile(error),
        }
    }
}

impl Error {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Error::Catalog(CatalogError::Unknown { .. } | CatalogError::Ambiguous { .. }) => ExitCode::Usage,
            Error::Catalog(CatalogError::Malformed { .. } | CatalogError::Path(_))
            | Error::Dataset(DatasetError::Malformed { .. })
            | Error::Fault(_) => ExitCode::GraderFault,
            Error::Workspace(error) => workspace_exit_code(error),
            Error::Dataset(DatasetError::Unknown { .. }) => ExitCode::Usage,
            Error::Compile(CompileError::Build { .. }) | Error::Declined => ExitCode::NotPassed,
            Error::Usage(_) | Error::NothingOpen => ExitCode::Usage,
            Error::Interrupted => ExitCode::Interrupted,
            Error::Log(_)
            | Error::Dataset(_)
            | Error::Compile(_)
            | Error::Sandbox(_)
            | Error::Environment(_)
            | Error::Output(_)
            | Error::Job(_) => ExitCode::Environment,
        }
    }
}

fn workspace_exit_code(error: &WorkspaceError) -> ExitCode {
    use WorkspaceError::*;
    match error {
        NotFound(_) | Nested { .. } | Collides { .. } | NoLanguage { .. } => ExitCode::Usage,
        Manifest { .. } | Newer { .. } | Io { .. } => ExitCode::Environment,
        NoFile { .. } => ExitCode::GraderFault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_is_usage_and_a_broken_folder_of_ours_is_our_fault() {
        let unknown = CatalogError::Unknown {
            id: "x".to_owned(),
            nearest: None,
        };
        let malformed = CatalogError::Malformed {
            id: "x".to_owned(),
            reason: "y".to_owned(),
        };
        assert_eq!(Error::from(unknown).exit_code(), ExitCode::Usage);
        assert_eq!(Error::from(malformed).exit_code(), ExitCode::GraderFault);
    }

    #[test]
    fn a_missing_tool_is_the_environment_and_a_compile_error_the_learners_turn() {
        assert_eq!(
            Error::from(CompileError::Environment("no rustc".to_owned())).exit_code(),
            ExitCode::Environment
        );
        assert_eq!(
            Error::from(CompileError::Build {
                words: "error[E0308]".to_owned(),
                containment: None
            })
            .exit_code(),
            ExitCode::NotPassed
        );
    }
}
