//! `Failure`: how a case failed.

use std::collections::BTreeSet;
use std::fmt;

use super::case::UNFIT;
use super::contract::Unfit;
use super::difference::Difference;
use super::properties::Broken;

/// A case that failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The case's index.
    pub case: usize,
    pub function: String,
    pub reason: Reason,
}

/// How an answer failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    Raised(String),
    Misfit(String),
    Unfit(Unfit),
    Differs(Difference),
    /// The properties it lacks, at least one.
    Lacks(Vec<Broken>),
}

impl Reason {
    /// Whether there was no answer of the declared type.
    pub fn is_unanswered(&self) -> bool {
        match self {
            Reason::Raised(_) | Reason::Misfit(_) | Reason::Unfit(_) => true,
            Reason::Differs(_) | Reason::Lacks(_) => false,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let function = &self.function;
        match &self.reason {
            Reason::Raised(words) => write!(formatter, "`{function}` stopped with {words}"),
            Reason::Misfit(words) => write!(formatter, "`{function}`: {words}"),
            Reason::Unfit(unfit) => write!(formatter, "`{function}` returned {unfit}"),
            Reason::Differs(difference) => write!(formatter, "`{function}` returned {difference}"),
            Reason::Lacks(broken) => {
                let said = broken.first().map_or("", |broken| &broken.said);
                write!(formatter, "in what `{function}` returned, {said}")
            }
        }
    }
}

/// The names of the properties that an answer lacks.
pub fn lacking(failure: Option<&Failure>) -> BTreeSet<String> {
    match failure.map(|failure| &failure.reason) {
        Some(Reason::Lacks(broken)) => broken.iter().map(|broken| broken.property.name().to_owned()).collect(),
        Some(Reason::Unfit(_)) => BTreeSet::from([UNFIT.to_owned()]),
        Some(Reason::Raised(_) | Reason::Misfit(_) | Reason::Differs(_)) | None => BTreeSet::new(),
    }
}
