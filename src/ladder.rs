//! The rungs of a project's ladder: simple models fitted with linfa on the train part, from which `dev bless` takes the bars.

mod images;
mod table;
mod table_classes;
mod texts;

use std::path::{Path, PathBuf};

use mlings_grade::Target;
use mlings_grade::metrics::Metric;
use ndarray::Array1;
use thiserror::Error;

use crate::dataset::{DatasetError, InputFormat, Part, Prepared, View};

/// What one simple model predicts for every row of both held-out parts, in row order; classes as numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct RungPredictions {
    /// `nearest mean image`.
    pub name: String,
    pub practice: Array1<f64>,
    pub final_: Array1<f64>,
}

/// One thing for each frozen part, such as its rows.
struct Parts<T> {
    train: T,
    practice: T,
    final_: T,
}

#[derive(Debug, Error)]
pub enum LadderError {
    #[error(transparent)]
    Dataset(#[from] DatasetError),
    #[error("`{path}` cannot be read as rows: {reason}; delete the dataset's folder in the cache and run again")]
    Unreadable { path: PathBuf, reason: String },
    #[error("linfa could not fit the rung `{rung}`: {reason}")]
    Unfitted { rung: &'static str, reason: String },
    #[error("no ladder is known for {rows} with a {target} target; add one to src/ladder.rs")]
    NoLadder { rows: &'static str, target: &'static str },
    #[error("the train part is empty")]
    NoRows,
}

/// Fits each rung on the train part and predicts both held-out parts.
///
/// Weakest first: the first rung is the baseline, which looks at no feature at all. Where `metric` has costs, the rungs for a
/// table decide by them.
///
/// # Errors
///
/// When a prepared file cannot be read, the train part is empty, linfa refuses to fit, or there is no ladder for this
/// kind of rows and target.
pub fn rungs(dataset: &Prepared, metric: Metric) -> Result<Vec<RungPredictions>, LadderError> {
    match (&dataset.input, dataset.train_target()?) {
        (InputFormat::Csv { columns }, Target::Real(target)) => {
            table::rungs(&Parts::read(dataset, |path| table::read(path, columns))?, &target)
        }
        (InputFormat::Npy { features }, Target::Class(labels)) => {
            images::rungs(&Parts::read(dataset, |path| images::read(path, *features))?, &labels)
        }
        (InputFormat::Jsonl, Target::Class(labels)) => texts::rungs(&Parts::read(dataset, texts::read)?, &labels),
        (InputFormat::Csv { columns }, Target::Class(labels)) => {
            let stakes = table_classes::Stakes::of(metric, dataset.classes.len());
            table_classes::rungs(&Parts::read(dataset, |path| table::read(path, columns))?, &labels, &stakes)
        }
        (InputFormat::Npy { .. }, Target::Real(_)) => Err(LadderError::NoLadder {
            rows: "images",
            target: "real",
        }),
        (InputFormat::Jsonl, Target::Real(_)) => Err(LadderError::NoLadder {
            rows: "texts",
            target: "real",
        }),
    }
}

impl<T> Parts<T> {
    fn read(dataset: &Prepared, read: impl Fn(&Path) -> Result<T, LadderError>) -> Result<Self, LadderError> {
        let rows = |part| read(&dataset.inputs().join(dataset.features_file(part, View::All)));
        Ok(Self {
            train: rows(Part::Train)?,
            practice: rows(Part::Practice)?,
            final_: rows(Part::Final)?,
        })
    }

    fn map<U>(&self, change: impl Fn(&T) -> U) -> Parts<U> {
        Parts {
            train: change(&self.train),
            practice: change(&self.practice),
            final_: change(&self.final_),
        }
    }

    fn rung(&self, name: impl Into<String>, predict: impl Fn(&T) -> Array1<f64>) -> RungPredictions {
        RungPredictions {
            name: name.into(),
            practice: predict(&self.practice),
            final_: predict(&self.final_),
        }
    }
}

/// The most frequent class; the smallest of equally frequent ones.
fn majority(labels: &Array1<i64>) -> Result<i64, LadderError> {
    let mut counts = std::collections::BTreeMap::new();
    labels.iter().for_each(|label| *counts.entry(*label).or_insert(0_usize) += 1);
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(label, _)| label)
        .ok_or(LadderError::NoRows)
}

fn unreadable(path: &Path, reason: impl ToString) -> LadderError {
    LadderError::Unreadable {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

fn unfitted(rung: &'static str) -> impl Fn(&dyn std::error::Error) -> LadderError {
    move |error| LadderError::Unfitted {
        rung,
        reason: error.to_string(),
    }
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
