//! What a rung stands on: the rows of each frozen part, and what a model predicts for them.

use std::path::Path;

use ndarray::Array1;

use super::error::LadderError;
use crate::dataset::{Part, Prepared, View};

/// What one simple model predicts for every row of both held-out parts, in row order; classes as numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct RungPredictions {
    /// `nearest mean image`.
    pub name: String,
    pub practice: Array1<f64>,
    pub final_: Array1<f64>,
}

/// One thing for each frozen part, such as its rows.
pub struct Parts<T> {
    pub train: T,
    pub practice: T,
    pub final_: T,
}

impl<T> Parts<T> {
    pub fn read(dataset: &Prepared, read: impl Fn(&Path) -> Result<T, LadderError>) -> Result<Self, LadderError> {
        let rows = |part| read(&dataset.inputs().join(dataset.features_file(part, View::All)));
        Ok(Self {
            train: rows(Part::Train)?,
            practice: rows(Part::Practice)?,
            final_: rows(Part::Final)?,
        })
    }

    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Parts<U> {
        Parts {
            train: change(&self.train),
            practice: change(&self.practice),
            final_: change(&self.final_),
        }
    }

    pub fn rung(&self, name: impl Into<String>, predict: impl Fn(&T) -> Array1<f64>) -> RungPredictions {
        RungPredictions {
            name: name.into(),
            practice: predict(&self.practice),
            final_: predict(&self.final_),
        }
    }
}

/// The most frequent class; the smallest of equally frequent ones.
pub fn majority(labels: &Array1<i64>) -> Result<i64, LadderError> {
    let mut counts = std::collections::BTreeMap::new();
    labels.iter().for_each(|label| *counts.entry(*label).or_insert(0_usize) += 1);
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(label, _)| label)
        .ok_or(LadderError::NoRows)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_majority_is_the_most_frequent_class_and_of_equals_the_smallest() {
        assert_eq!(majority(&array![3, 1, 1, 2]).unwrap(), 1);
        assert_eq!(majority(&array![3, 2, 3, 2]).unwrap(), 2);
        assert!(matches!(majority(&array![]), Err(LadderError::NoRows)));
    }
}
