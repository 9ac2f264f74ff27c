//! `Case`: one call of a kata's function, what is right there, and what solutions do.

use std::collections::{BTreeMap, BTreeSet};

use mlings_grade::value::Value;

/// What a known mistake does on a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Symptom {
    Answers(Value),
    /// The names of the properties its answer lacks, or [`UNFIT`] alone.
    Lacks(BTreeSet<String>),
    /// It raises or panics.
    Raises,
}

/// Stands for every property where an answer is not of the declared type.
pub const UNFIT: &str = "returns";

/// One call of a kata with its blessed answer.
#[derive(Clone, Debug)]
pub struct Case {
    pub name: String,
    /// Which of the kata's functions is called: an index.
    pub function: usize,
    /// One sentence shown when the case fails.
    pub why: String,
    pub arguments: Vec<Value>,
    /// The blessed answer; none where the function declares properties.
    pub expected: Option<Value>,
    /// What each known mistake does here.
    pub mistakes: BTreeMap<String, Symptom>,
}

/// What the learner's function did with a case.
#[derive(Clone, Copy, Debug)]
pub enum Answered<'run> {
    Value(&'run Value),
    /// It raised or panicked; in the learner's own words, such as `ValueError: empty input`.
    Raised(&'run str),
    /// It returned what no declared type can hold; in the harness's words, such as `it returned None, not f64`.
    Misfit(&'run str),
}
