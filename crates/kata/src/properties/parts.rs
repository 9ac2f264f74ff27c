//! `Assignment`: an answer as which part each row is in, read from index arrays or from fold numbers.

use ndarray::ArrayD;

use super::rules::{AnsweredCall, Layout, Rules};
use mlings_grade::value::{Tensor, Value};

/// Which part each row is in.
pub struct Assignment {
    /// One entry a row: the first part that holds it, if one does.
    pub part_of: Vec<Option<usize>>,
    /// How messages call each part.
    pub names: Vec<String>,
}

impl Rules {
    /// How many rows there are to split, by the role `rows`.
    pub(super) fn row_count(&self, call: &AnsweredCall) -> usize {
        self.rows.map_or(0, |position| match &call.arguments[position] {
            Value::Tensor(tensor) if !tensor.shape().is_empty() => tensor.shape()[0],
            argument => count(argument),
        })
    }

    /// Each part's row numbers, as the answer lists them.
    pub(super) fn indices<'run>(&self, call: &AnsweredCall<'run>) -> Vec<&'run ArrayD<i64>> {
        let members = match call.answer {
            Value::Tuple(members) => members.as_slice(),
            single => std::slice::from_ref(single),
        };
        let indices = |member: &'run Value| match member {
            Value::Tensor(Tensor::I64(indices)) => Some(indices),
            _ => None,
        };
        members.iter().filter_map(indices).collect()
    }

    /// The part of every row; rows beyond the range are left out.
    pub(super) fn assignment(&self, call: &AnsweredCall) -> Assignment {
        match &self.layout {
            Layout::Folds(folds) => {
                let folds = count(&call.arguments[*folds]);
                let fold = |fold: &i64| usize::try_from(*fold).ok().filter(|fold| *fold < folds);
                Assignment {
                    part_of: self.indices(call).into_iter().flatten().map(fold).collect(),
                    names: (0..folds).map(|fold| format!("fold {fold}")).collect(),
                }
            }
            Layout::Parts(names) => Assignment {
                part_of: self.part_of(call),
                names: names.clone(),
            },
            Layout::Other => Assignment {
                part_of: Vec::new(),
                names: Vec::new(),
            },
        }
    }

    /// Without the role `rows`, there are as many rows as labels.
    fn part_of(&self, call: &AnsweredCall) -> Vec<Option<usize>> {
        let parts = self.indices(call);
        let labelled = self.labels.map(|position| labels(&call.arguments[position]).len());
        let rows = match self.rows {
            Some(_) => self.row_count(call),
            None => labelled.unwrap_or(0),
        };
        let mut part_of = vec![None; rows];
        for (part, indices) in parts.into_iter().enumerate() {
            for &row in indices {
                let place = usize::try_from(row).ok().and_then(|row| part_of.get_mut(row));
                if let Some(empty @ None) = place {
                    *empty = Some(part);
                }
            }
        }
        part_of
    }

    /// The class of every row, if the role `labels` is declared.
    pub(super) fn classes(&self, call: &AnsweredCall) -> Option<Vec<String>> {
        self.labels.map(|position| labels(&call.arguments[position]))
    }
}

impl Assignment {
    /// How many rows each part has.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.names.len()];
        self.part_of.iter().flatten().for_each(|&part| sizes[part] += 1);
        sizes
    }

    /// The rows' parts in row order, class by class; rows in no part are left out.
    pub fn by_class(&self, classes: &[String]) -> Vec<(String, Vec<usize>)> {
        let mut sequences = std::collections::BTreeMap::<&String, Vec<usize>>::new();
        for (class, part) in classes.iter().zip(&self.part_of) {
            sequences.entry(class).or_default().extend(part);
        }
        sequences.into_iter().map(|(class, parts)| (class.clone(), parts)).collect()
    }
}

/// A whole number of things; a negative one is none.
pub fn count(argument: &Value) -> usize {
    match argument {
        Value::Tensor(Tensor::I64(number)) => number.first().and_then(|number| usize::try_from(*number).ok()).unwrap_or(0),
        _ => 0,
    }
}

fn labels(argument: &Value) -> Vec<String> {
    match argument {
        Value::Tensor(Tensor::I64(labels)) => labels.iter().map(ToString::to_string).collect(),
        Value::Tensor(Tensor::Str(labels)) => labels.iter().map(|label| format!("{label:?}")).collect(),
        _ => Vec::new(),
    }
}
