//! `conform`: an answer as the declared type, or how it does not fit.

use std::collections::BTreeMap;
use std::fmt;

use ndarray::ArrayD;

use super::function::Function;
use mlings_grade::value::{Dim, Dtype, Tensor, Type, Value};

/// The largest whole number up to which a float holds every one.
const EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;

/// An answer of another type or shape than declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The declared type in words, with lengths where the arguments fix them: "an array of 3 numbers".
    pub expected: String,
    pub found: String,
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; it should return {}", self.found, self.expected)
    }
}

/// Lengths that the arguments give to the named axes of parameters.
type Lengths<'a> = BTreeMap<&'a str, usize>;

/// `value` as the declared type. Whole numbers are taken where floats are declared, and floats without fraction where whole
/// numbers are; nothing else is converted. An axis named like a parameter's axis must have that length.
pub fn conform(value: &Value, function: &Function, arguments: &[Value]) -> Result<Value, Unfit> {
    let mut lengths = Lengths::new();
    for (parameter, argument) in function.parameters.iter().zip(arguments) {
        bind(&parameter.kind, argument, &mut lengths);
    }
    fit(value, &function.returns, &lengths)
}

/// `value` as the declared type, whatever its named axes' lengths.
pub fn conform_loosely(value: &Value, declared: &Type) -> Result<Value, Unfit> {
    fit(value, declared, &Lengths::new())
}

fn bind<'a>(declared: &'a Type, argument: &Value, lengths: &mut Lengths<'a>) {
    match (declared, argument) {
        (Type::Tensor { dims, .. }, Value::Tensor(tensor)) => {
            for (dim, &length) in dims.iter().zip(tensor.shape()) {
                if let Dim::Named(name) = dim {
                    lengths.entry(name).or_insert(length);
                }
            }
        }
        (Type::Tuple(members), Value::Tuple(values)) => {
            members
                .iter()
                .zip(values)
                .for_each(|(member, value)| bind(member, value, lengths));
        }
        _ => {}
    }
}

fn fit(value: &Value, declared: &Type, lengths: &Lengths) -> Result<Value, Unfit> {
    let unfit = |found: String| Unfit {
        expected: with_lengths(declared, lengths).in_words(),
        found,
    };
    match (value, declared) {
        (Value::Tuple(values), Type::Tuple(members)) if values.len() == members.len() => {
            let members = values.iter().zip(members).map(|(value, member)| fit(value, member, lengths));
            members.collect::<Result<_, _>>().map(Value::Tuple).map_err(|part: Unfit| {
                unfit(format!(
                    "{}, with {} where {} is due",
                    value.in_words(),
                    part.found,
                    part.expected
                ))
            })
        }
        (Value::Tensor(tensor), Type::Tensor { dtype, dims }) if has_shape(tensor.shape(), dims, lengths) => {
            convert(tensor, *dtype).map(Value::Tensor).map_err(unfit)
        }
        _ => Err(unfit(value.in_words())),
    }
}

fn has_shape(shape: &[usize], dims: &[Dim], lengths: &Lengths) -> bool {
    shape.len() == dims.len()
        && shape.iter().zip(dims).all(|(length, dim)| match dim {
            Dim::Fixed(fixed) => length == fixed,
            Dim::Named(name) => lengths.get(name.as_str()).is_none_or(|bound| length == bound),
        })
}

fn convert(tensor: &Tensor, dtype: Dtype) -> Result<Tensor, String> {
    match (tensor, dtype) {
        (Tensor::I64(array), Dtype::F64) => Ok(Tensor::F64(array.mapv(|whole| whole as f64))),
        (Tensor::F64(array), Dtype::I64) => whole(array).map(Tensor::I64),
        _ if tensor.dtype() == dtype => Ok(tensor.clone()),
        _ => Err(Value::Tensor(tensor.clone()).in_words()),
    }
}

/// Floats without fraction as whole numbers, or which one has a fraction.
fn whole(array: &ArrayD<f64>) -> Result<ArrayD<i64>, String> {
    match array
        .iter()
        .find(|number| number.fract() != 0.0 || number.abs() > EXACT_INTEGER || !number.is_finite())
    {
        Some(number) => Err(format!("{number:?} among its numbers")),
        None => Ok(array.mapv(|number| number as i64)),
    }
}

/// The type with the lengths the arguments fix, for messages.
fn with_lengths(declared: &Type, lengths: &Lengths) -> Type {
    match declared {
        Type::Tuple(members) => Type::Tuple(members.iter().map(|member| with_lengths(member, lengths)).collect()),
        Type::Tensor { dtype, dims } => {
            let fixed = |dim: &Dim| match dim {
                Dim::Named(name) => lengths
                    .get(name.as_str())
                    .map_or_else(|| dim.clone(), |&length| Dim::Fixed(length)),
                Dim::Fixed(_) => dim.clone(),
            };
            Type::Tensor {
                dtype: *dtype,
                dims: dims.iter().map(fixed).collect(),
            }
        }
    }
}
