//! `Difference`: where and how an answer differs from the blessed one.

use std::fmt;

use super::labels::Misgrouped;
use super::sets::SetDifference;

/// Where and how an answer differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The part of a tuple, counted from 1; none where the answer is no tuple.
    pub part: Option<usize>,
    pub kind: DifferenceKind,
}

/// What differs, by how answers are compared.
#[derive(Clone, Debug, PartialEq)]
pub enum DifferenceKind {
    Element(Mismatch),
    /// Labels that are another partition.
    Groups(Misgrouped),
    /// A label of a row that numbers none of the answer's clusters.
    Label {
        row: usize,
        label: i64,
        clusters: usize,
    },
    Set(SetDifference),
}

/// An element beyond tolerance, or another shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// The position of the first wrong element, counted from 0; empty for a scalar.
    pub position: Vec<usize>,
    pub direction: Direction,
    /// The learner's value there, or the answer's shape.
    pub found: String,
    pub expected: String,
    /// How many elements are wrong, of how many.
    pub wrong: usize,
    pub elements: usize,
}

/// To which side an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    TooHigh,
    TooLow,
    NotANumber,
    /// A number where NaN is right, another text, or the other truth value.
    Different,
    /// Another shape than expected.
    Shape,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part.map(|part| format!(" in part {part}")).unwrap_or_default();
        match &self.kind {
            DifferenceKind::Element(mismatch) => mismatch.write(&part, formatter),
            DifferenceKind::Groups(misgrouped) => write!(formatter, "{misgrouped}{part}"),
            DifferenceKind::Label { row, label, clusters } => write!(
                formatter,
                "label {label} for row {row}{part}, and there are {clusters} clusters, numbered from 0"
            ),
            DifferenceKind::Set(difference) => write!(formatter, "{difference}{part}"),
        }
    }
}

impl Mismatch {
    fn write(&self, part: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.found)?;
        if !self.position.is_empty() {
            write!(formatter, " at {:?}", self.position)?;
        }
        formatter.write_str(part)?;
        match self.direction {
            Direction::TooHigh => write!(formatter, ", which is too high: {} is right", self.expected)?,
            Direction::TooLow => write!(formatter, ", which is too low: {} is right", self.expected)?,
            _ => write!(formatter, "; {} is right", self.expected)?,
        }
        if self.elements > 1 && self.direction != Direction::Shape {
            write!(formatter, " ({} of {} values differ)", self.wrong, self.elements)?;
        }
        Ok(())
    }
}

impl Difference {
    pub fn of(kind: DifferenceKind) -> Self {
        Self { part: None, kind }
    }

    /// The same difference, seen in the member `index` of a tuple.
    pub fn in_part(self, index: usize) -> Self {
        Self {
            part: Some(index + 1),
            ..self
        }
    }
}

/// |answer − expected| ≤ tolerance·max(1, |expected|), or both NaN, or the same infinity.
pub fn is_close(answer: f64, expected: f64, tolerance: f64) -> bool {
    answer == expected
        || (answer.is_nan() && expected.is_nan())
        || (answer.is_finite() && (answer - expected).abs() <= tolerance * expected.abs().max(1.0) && expected.is_finite())
}
