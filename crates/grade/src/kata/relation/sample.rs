//! `Sample`: one part of one answer beside the right one, as numbers.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{ArrayD, Axis};

use super::super::comparison::Rule;
use super::super::difference::is_close;
use super::lengths::Lengths;
use crate::value::{Tensor, Value};

/// What the numbers of a sample stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Float,
    Whole,
    Truth,
    /// Places in the sorted list of all texts of a call.
    Text,
}

/// One part of one answer beside the right one.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The call's index.
    pub call: usize,
    pub kind: Kind,
    pub right: ArrayD<f64>,
    pub answer: ArrayD<f64>,
    /// The arguments that are arrays of numbers or texts, by position; none for others.
    pub arguments: Vec<Option<ArrayD<f64>>>,
    /// What other functions should answer to the same arguments, by name.
    pub elsewhere: BTreeMap<String, ArrayD<f64>>,
    pub lengths: Lengths,
    /// The arguments are of a kind that functions often treat apart: a single row, a constant column, a missing value.
    pub is_edge: bool,
    pub rule: Rule,
    pub tolerance: f64,
}

impl Sample {
    pub fn is_wrong(&self) -> bool {
        !self.agrees(&self.right)
    }

    pub fn has_same_shape(&self) -> bool {
        self.answer.shape() == self.right.shape()
    }

    /// Whether the answer is `predicted`, within the function's tolerance and up to the signs it leaves free.
    pub fn agrees(&self, predicted: &ArrayD<f64>) -> bool {
        if self.answer.shape() != predicted.shape() {
            return false;
        }
        let close = |sign: f64| move |(answer, predicted): (&f64, &f64)| is_close(*answer, sign * *predicted, self.tolerance);
        if self.answer.iter().zip(predicted).all(close(1.0)) {
            return true;
        }
        let either = |answer: ndarray::ArrayViewD<f64>, predicted: ndarray::ArrayViewD<f64>| {
            [1.0, -1.0]
                .into_iter()
                .any(|sign| answer.iter().zip(&predicted).all(close(sign)))
        };
        match self.rule {
            Rule::Sign(None) => either(self.answer.view(), predicted.view()),
            Rule::Sign(Some(axis)) => {
                let (answers, predictions) = (self.answer.axis_iter(Axis(axis)), predicted.axis_iter(Axis(axis)));
                answers.zip(predictions).all(|(answer, predicted)| either(answer, predicted))
            }
            Rule::Exact | Rule::Labels | Rule::Clusters | Rule::Set => false,
        }
    }

    /// Right and answered numbers at the places where they differ; every number of the answer where shapes differ.
    pub fn differing(&self) -> Vec<(f64, f64)> {
        if !self.has_same_shape() {
            return self.answer.iter().map(|answer| (f64::NAN, *answer)).collect();
        }
        let pairs = self.right.iter().copied().zip(self.answer.iter().copied());
        pairs
            .filter(|(right, answer)| !is_close(*answer, *right, self.tolerance))
            .collect()
    }
}

/// Every text of a call in order, so that texts can be told apart and sorted as numbers are.
#[derive(Debug, Default)]
pub struct Texts<'a>(Vec<&'a str>);

impl<'a> Texts<'a> {
    pub fn of(values: impl Iterator<Item = &'a Value>) -> Self {
        let mut texts = BTreeSet::new();
        values.for_each(|value| collect(value, &mut texts));
        Self(texts.into_iter().collect())
    }

    fn place(&self, text: &str) -> f64 {
        self.0.partition_point(|known| *known < text) as f64
    }

    /// The numbers of an array and what they stand for; none of a tuple.
    pub fn numbers(&self, value: &Value) -> Option<(ArrayD<f64>, Kind)> {
        match value {
            Value::Tensor(Tensor::F64(array)) => Some((array.clone(), Kind::Float)),
            Value::Tensor(Tensor::I64(array)) => Some((array.mapv(|number| number as f64), Kind::Whole)),
            Value::Tensor(Tensor::Bool(array)) => Some((array.mapv(|truth| f64::from(u8::from(truth))), Kind::Truth)),
            Value::Tensor(Tensor::Str(array)) => Some((array.map(|text| self.place(text)), Kind::Text)),
            Value::Tuple(_) => None,
        }
    }
}

fn collect<'a>(value: &'a Value, texts: &mut BTreeSet<&'a str>) {
    match value {
        Value::Tensor(Tensor::Str(array)) => texts.extend(array.iter().map(String::as_str)),
        Value::Tensor(_) => {}
        Value::Tuple(members) => members.iter().for_each(|member| collect(member, texts)),
    }
}
