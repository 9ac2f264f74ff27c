//! The learner's folder: create, locate, reset, upgrade.

mod create;
mod error;
mod files;
mod folder;
mod rust_package;
mod scored_run;
mod solution;

pub use create::{Created, create};
pub use error::WorkspaceError;
pub use files::replace;
pub use folder::{MANIFEST, Reset, Workspace};
pub use scored_run::ScoredRun;
pub use solution::{language_name, solution_name, solution_path};

#[cfg(test)]
mod tests;
