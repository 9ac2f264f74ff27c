//! `Workshop`: what building and running solutions needs of the outside, which its owner brings.

use std::path::Path;

use mlings_sandbox::Runner;

use crate::content::Content;

/// Shared by every exam and every thread.
#[derive(Clone, Copy)]
pub struct Workshop<'a> {
    pub content: &'a Content,
    /// Built libraries, prepared datasets and compiled solutions.
    pub cache: &'a Path,
    /// A folder whose `.venv` is preferred: the learner's own, because its interpreter is asked what it has outside any sandbox.
    pub workspace: Option<&'a Path>,
    pub runner: &'a dyn Runner,
    pub announcer: &'a dyn Announcer,
}

/// What the learner is told while something slow happens: `start` begins a step, dropping the guard ends it.
pub trait Announcer: Sync {
    fn start(&self, step: &str) -> Box<dyn std::any::Any>;
}
