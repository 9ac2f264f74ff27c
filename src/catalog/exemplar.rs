//! Which of an exercise's own programs is meant, and its text.

use std::fmt;

use super::{Exercise, Language};

/// One of an exercise's own programs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemplar {
    Starter,
    Reference,
    /// A known mistake, made as it is usually made or as its variant of this name.
    Mistake {
        id: String,
        variant: Option<String>,
    },
}

impl fmt::Display for Exemplar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exemplar::Starter => formatter.write_str("starter"),
            Exemplar::Reference => formatter.write_str("reference"),
            Exemplar::Mistake { id, .. } => write!(formatter, "mistake {id}"),
        }
    }
}

impl Exercise {
    /// The text of one of the exercise's programs; `None` where it is not written in `language`.
    pub fn program(&self, exemplar: &Exemplar, language: Language) -> Option<String> {
        match exemplar {
            Exemplar::Starter => self.starter(language),
            Exemplar::Reference => self.solution(language),
            Exemplar::Mistake { id, .. } => self.mistake_source(id, language),
        }
    }
}
