//! `Sample`: one part of one answer beside the right one, as numbers.

use std::collections::BTreeMap;

use ndarray::{ArrayD, ArrayView1, Axis};

use super::super::comparison::Rule;
use super::super::difference::is_close;
use super::super::function::{Function, Standard};
use super::Call;
use super::lengths::{self, Lengths};
use super::texts::Texts;
use mlings_grade::value::{Tensor, Value};

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
    /// The part `part` of the call `index`; none where there is no such answer.
    pub fn of(function: &Function, call: &Call, index: usize, part: usize, rule: Rule) -> Option<Self> {
        let Standard::Blessed { comparison, tolerance } = &function.standard else {
            return None;
        };
        let (answer, expected) = (call.answer?, call.expected?);
        let count = comparison.rules().len();
        let (answers, rights) = (members(answer), members(expected));
        if answers.len() != count || rights.len() != count {
            return None;
        }
        let texts = Texts::of([&answers[part], &rights[part]].into_iter().chain(call.arguments));
        let ((answer, answered), (right, kind)) = (texts.numbers(&answers[part])?, texts.numbers(&rights[part])?);
        let arguments: Vec<_> = call.arguments.iter().map(|argument| texts.numbers(argument)).collect();
        ((answered == Kind::Text) == (kind == Kind::Text)).then(|| Self {
            call: index,
            kind,
            right,
            answer,
            arguments: arguments
                .into_iter()
                .map(|numbers| {
                    numbers
                        .filter(|(_, own)| (*own == Kind::Text) == (kind == Kind::Text))
                        .map(|(array, _)| array)
                })
                .collect(),
            elsewhere: elsewhere(call, rights.len(), &texts),
            lengths: lengths::of(&function.parameters, call.arguments),
            is_edge: call.arguments.iter().any(is_edge),
            rule,
            tolerance: if kind == Kind::Float { *tolerance } else { 0.0 },
        })
    }

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

/// The samples that `is_wrong` marks, one a sample.
pub fn wrong_among<'a>(samples: &'a [Sample], is_wrong: &[bool]) -> Vec<&'a Sample> {
    let marked = samples.iter().zip(is_wrong);
    marked.filter(|(_, wrong)| **wrong).map(|(sample, _)| sample).collect()
}

fn members(value: &Value) -> &[Value] {
    match value {
        Value::Tuple(members) => members,
        single => std::slice::from_ref(single),
    }
}

/// What other functions should answer to the same arguments, where the answers have one part.
fn elsewhere(call: &Call, parts: usize, texts: &Texts) -> BTreeMap<String, ArrayD<f64>> {
    let single = call.elsewhere.iter().filter(|_| parts == 1);
    single
        .filter_map(|(name, value)| Some(((*name).to_owned(), texts.numbers(value)?.0)))
        .collect()
}

/// Whether an argument is of a kind that functions often treat apart: a single entry or none, one value throughout, or a
/// missing one.
fn is_edge(argument: &Value) -> bool {
    let array = match argument {
        Value::Tensor(Tensor::F64(array)) => array,
        Value::Tensor(Tensor::I64(array)) => return array.ndim() > 0 && array.iter().all(|number| Some(number) == array.first()),
        _ => return matches!(argument, Value::Tensor(tensor) if tensor.shape().iter().any(|length| *length <= 1)),
    };
    let is_flat = |lane: ArrayView1<f64>| lane.iter().all(|number| *number == lane[0]);
    array.ndim() > 0
        && (array.shape().iter().any(|length| *length <= 1)
            || array.iter().any(|number| !number.is_finite())
            || array.lanes(Axis(0)).into_iter().any(is_flat))
}
