//! The exercises and datasets as files: embedded in the binary, or an author's checkout.

use std::borrow::Cow;
use std::path::PathBuf;

/// One file of `exercises/` or `datasets/`, embedded by `build.rs`; `path` is relative to the repository's root.
pub struct EmbeddedFile {
    pub path: &'static str,
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where exercises and datasets are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// What `build.rs` put in the binary: what learners use.
    Embedded,
    /// A repository's root, holding `exercises/` and `datasets/`: what `mlings dev` uses.
    Checkout(PathBuf),
}

impl Content {
    /// The file at `path` (relative to the root, `/` between parts), or `None` where there is none.
    pub fn read(&self, _path: &str) -> Option<Cow<'static, [u8]>> {
        todo!()
    }

    /// The names of the folders directly below `folder` (`"exercises"` or `"datasets"`), sorted.
    pub fn folders(&self, _folder: &str) -> Vec<String> {
        todo!()
    }

    /// The paths of all files below `folder`, relative to the root, sorted.
    pub fn files(&self, _folder: &str) -> Vec<String> {
        todo!()
    }
}
