//! The two languages an exercise is set in.

use serde::{Deserialize, Serialize};

/// `rust` or `python`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Rust,
    Python,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Rust, Language::Python];

    /// As it is written in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Language::Rust => "rust",
            Language::Python => "python",
        }
    }

    /// The language of this name.
    pub fn named(name: &str) -> Option<Self> {
        Language::ALL.into_iter().find(|language| language.name() == name)
    }

    /// The end of a solution's file name: `rs` or `py`.
    pub fn extension(self) -> &'static str {
        match self {
            Language::Rust => "rs",
            Language::Python => "py",
        }
    }
}
