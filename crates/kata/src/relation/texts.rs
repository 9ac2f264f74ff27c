//! `Texts`: every text of a call in order, so that arrays of any kind can be read as numbers.

use std::collections::BTreeSet;

use ndarray::ArrayD;

use super::sample::Kind;
use mlings_grade::value::{Tensor, Value};

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
