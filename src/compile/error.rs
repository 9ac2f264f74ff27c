//! `CompileError`: why there is no program.

use std::io;

use mlings_sandbox::{Containment, SandboxError};

#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The learner's turn: the compiler's own words, with the learner's path.
    #[error("{words}")]
    Build {
        words: String,
        /// How well the compiler was contained; none where it had nothing to compile.
        containment: Option<Containment>,
    },
    /// A tool is missing; the message says which and how to get it.
    #[error("{0}")]
    Environment(String),
    /// Of kind [`io::ErrorKind::Interrupted`] where Ctrl-C was pressed.
    #[error("the cache folder cannot be used: {0}; make room there or make it yours, or set MLINGS_CACHE to another folder")]
    Io(#[from] io::Error),
    /// The compiler was not run.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
}
