//! The typed values that cross the line between mlings and a solution: scalars, arrays and tuples, and their types.

use std::fmt;
use std::str::FromStr;

use ndarray::{ArrayD, IxDyn};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use thiserror::Error;

/// The type of one element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dtype {
    F64,
    I64,
    Bool,
    Str,
}

/// One axis of an array type: a name that stands for any length (`n`), or a fixed length (`3`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dim {
    Named(String),
    Fixed(usize),
}

/// The declared type of a parameter or result: `f64`, `i64[n]`, `f64[n,k]`, `str[n]`, `(f64[k], f64)`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Type {
    /// A scalar when `dims` is empty.
    Tensor {
        dtype: Dtype,
        dims: Vec<Dim>,
    },
    Tuple(Vec<Type>),
}

/// A scalar (zero axes) or an array, in row-major order.
#[derive(Clone, Debug, PartialEq)]
pub enum Tensor {
    F64(ArrayD<f64>),
    I64(ArrayD<i64>),
    Bool(ArrayD<bool>),
    Str(ArrayD<String>),
}

/// What a function takes or returns.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Tensor(Tensor),
    Tuple(Vec<Value>),
}

#[derive(Debug, Error, PartialEq)]
pub enum ValueError {
    #[error("unknown type `{0}`; use f64, i64, bool, str, an array such as f64[n,k], or a tuple such as (f64[k], f64)")]
    UnknownType(String),
    #[error("expected {expected}, found {found}")]
    Mismatch { expected: String, found: String },
    #[error("rows of an array differ in length: {0} and {1}")]
    Ragged(usize, usize),
}

impl FromStr for Type {
    type Err = ValueError;
    fn from_str(_text: &str) -> Result<Self, ValueError> {
        todo!()
    }
}

impl TryFrom<String> for Type {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl fmt::Display for Type {
    fn fmt(&self, _formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!()
    }
}

impl Tensor {
    pub fn dtype(&self) -> Dtype {
        todo!()
    }

    pub fn shape(&self) -> &[usize] {
        todo!()
    }
}

impl Value {
    pub fn scalar(number: f64) -> Self {
        Value::Tensor(Tensor::F64(ArrayD::from_elem(IxDyn(&[]), number)))
    }

    /// The type as a person would write it, with real lengths: `f64[3,2]`.
    pub fn describe(&self) -> String {
        todo!()
    }

    /// Reads nested JSON lists (`[[1, 2], [3, 4]]`) as the declared type; `"nan"`, `"inf"`, `"-inf"` stand for the
    /// non-finite numbers. This is how people write values, in `cases.json`.
    pub fn from_nested(_json: &Json, _declared: &Type) -> Result<Self, ValueError> {
        todo!()
    }

    /// The inverse of [`Value::from_nested`].
    pub fn to_nested(&self) -> Json {
        todo!()
    }

    /// Reads the tagged form of the wire: `{"dtype":"f64","shape":[2],"data":[1.0,"nan"]}` or `{"tuple":[…]}`.
    pub fn from_tagged(_json: &Json) -> Result<Self, ValueError> {
        todo!()
    }

    /// The inverse of [`Value::from_tagged`].
    pub fn to_tagged(&self) -> Json {
        todo!()
    }
}
