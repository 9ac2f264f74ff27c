//! The typed values that cross the line between mlings and a solution: scalars, arrays and tuples, and their types.

use std::fmt;
use std::str::FromStr;

use ndarray::{ArrayD, IxDyn};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use thiserror::Error;

/// The largest whole number every JSON reader holds exactly; beyond it the wire carries decimal text.
const EXACT_INTEGER: u64 = 1 << 53;

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

impl Dtype {
    /// The name in the type language: `f64`.
    pub fn name(self) -> &'static str {
        match self {
            Dtype::F64 => "f64",
            Dtype::I64 => "i64",
            Dtype::Bool => "bool",
            Dtype::Str => "str",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Dtype::F64, Dtype::I64, Dtype::Bool, Dtype::Str]
            .into_iter()
            .find(|dtype| dtype.name() == name)
    }
}

impl FromStr for Type {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        parse_type(text.trim()).ok_or_else(|| ValueError::UnknownType(text.to_owned()))
    }
}

impl Type {
    /// What it is, in words: "a table of n × k numbers".
    pub fn in_words(&self) -> String {
        match self {
            Type::Tensor { dtype, dims } => tensor_words(*dtype, dims),
            Type::Tuple(members) => tuple_words(members.iter().map(Type::in_words)),
        }
    }
}

fn parse_type(text: &str) -> Option<Type> {
    if let Some(members) = text.strip_prefix('(') {
        let members = split_members(members.strip_suffix(')')?)?;
        let members: Option<Vec<Type>> = members.into_iter().map(|member| parse_type(member.trim())).collect();
        return members.filter(|members| members.len() > 1).map(Type::Tuple);
    }
    let (name, dims) = match text.split_once('[') {
        Some((name, dims)) => (
            name,
            dims.strip_suffix(']')?.split(',').map(parse_dim).collect::<Option<_>>()?,
        ),
        None => (text, Vec::new()),
    };
    Some(Type::Tensor {
        dtype: Dtype::from_name(name)?,
        dims,
    })
}

/// Splits at the commas that lie outside all brackets; `None` where brackets do not pair up.
fn split_members(text: &str) -> Option<Vec<&str>> {
    let (mut members, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (position, character) in text.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                members.push(&text[start..position]);
                start = position + 1;
            }
            _ => {}
        }
    }
    members.push(&text[start..]);
    (depth == 0).then_some(members)
}

fn parse_dim(text: &str) -> Option<Dim> {
    let text = text.trim();
    if let Ok(length) = text.parse() {
        return Some(Dim::Fixed(length));
    }
    let mut characters = text.chars();
    let named = characters.next()?.is_ascii_alphabetic() && characters.all(|c| c.is_ascii_alphanumeric() || c == '_');
    named.then(|| Dim::Named(text.to_owned()))
}

impl TryFrom<String> for Type {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Tensor { dtype, dims } => formatter.write_str(&tensor_name(*dtype, dims)),
            Type::Tuple(members) => formatter.write_str(&tuple_name(members.iter().map(Type::to_string))),
        }
    }
}

impl fmt::Display for Dim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Dim::Named(name) => formatter.write_str(name),
            Dim::Fixed(length) => write!(formatter, "{length}"),
        }
    }
}

fn tensor_name(dtype: Dtype, dims: &[impl ToString]) -> String {
    let dims: Vec<String> = dims.iter().map(ToString::to_string).collect();
    if dims.is_empty() {
        dtype.name().to_owned()
    } else {
        format!("{}[{}]", dtype.name(), dims.join(","))
    }
}

fn tuple_name(members: impl Iterator<Item = String>) -> String {
    format!("({})", members.collect::<Vec<_>>().join(", "))
}

/// The same to a learner, who need not know the type language: `f64[n,k]` is "a table of n × k numbers".
fn tensor_words(dtype: Dtype, dims: &[impl ToString]) -> String {
    let (one, many) = match dtype {
        Dtype::F64 => ("a number", "numbers"),
        Dtype::I64 => ("a whole number", "whole numbers"),
        Dtype::Bool => ("a truth value", "truth values"),
        Dtype::Str => ("a text", "texts"),
    };
    let lengths: Vec<String> = dims.iter().map(ToString::to_string).collect();
    match lengths.as_slice() {
        [] => one.to_owned(),
        [length] if length == "1" => format!("an array of one {}", one.trim_start_matches("a ")),
        [length] => format!("an array of {length} {many}"),
        _ => format!("a table of {} {many}", lengths.join(" × ")),
    }
}

fn tuple_words(members: impl Iterator<Item = String>) -> String {
    format!("a tuple of {}", members.collect::<Vec<_>>().join(", "))
}

impl Tensor {
    pub fn dtype(&self) -> Dtype {
        match self {
            Tensor::F64(_) => Dtype::F64,
            Tensor::I64(_) => Dtype::I64,
            Tensor::Bool(_) => Dtype::Bool,
            Tensor::Str(_) => Dtype::Str,
        }
    }

    pub fn shape(&self) -> &[usize] {
        match self {
            Tensor::F64(array) => array.shape(),
            Tensor::I64(array) => array.shape(),
            Tensor::Bool(array) => array.shape(),
            Tensor::Str(array) => array.shape(),
        }
    }

    /// The elements in row-major order, each as `element` writes it.
    fn elements(&self, integer: fn(i64) -> Json) -> Vec<Json> {
        match self {
            Tensor::F64(array) => array.iter().map(|number| float_to_json(*number)).collect(),
            Tensor::I64(array) => array.iter().map(|number| integer(*number)).collect(),
            Tensor::Bool(array) => array.iter().map(|truth| Json::Bool(*truth)).collect(),
            Tensor::Str(array) => array.iter().map(|text| Json::String(text.clone())).collect(),
        }
    }

    /// Arranges `elements`, listed in row-major order, as `shape`.
    fn from_elements(dtype: Dtype, shape: &[usize], elements: &[&Json]) -> Result<Self, ValueError> {
        Ok(match dtype {
            Dtype::F64 => Tensor::F64(arrange(shape, elements, "a number", float_from_json)?),
            Dtype::I64 => Tensor::I64(arrange(shape, elements, "a whole number", integer_from_json)?),
            Dtype::Bool => Tensor::Bool(arrange(shape, elements, "true or false", Json::as_bool)?),
            Dtype::Str => Tensor::Str(arrange(shape, elements, "a text", |json| json.as_str().map(str::to_owned))?),
        })
    }
}

/// Reads each of `elements` and gives them `shape`.
fn arrange<T>(
    shape: &[usize],
    elements: &[&Json],
    expected: &str,
    read: impl Fn(&Json) -> Option<T>,
) -> Result<ArrayD<T>, ValueError> {
    let read = |json: &&Json| read(json).ok_or_else(|| mismatch(expected, describe_json(json)));
    let elements: Vec<T> = elements.iter().map(read).collect::<Result<_, _>>()?;
    let count = elements.len();
    ArrayD::from_shape_vec(IxDyn(shape), elements)
        .map_err(|_| mismatch(format!("as many values as shape {shape:?} holds"), format!("{count}")))
}

fn mismatch(expected: impl Into<String>, found: impl Into<String>) -> ValueError {
    ValueError::Mismatch {
        expected: expected.into(),
        found: found.into(),
    }
}

fn float_to_json(number: f64) -> Json {
    if number.is_nan() {
        return json!("nan");
    }
    if number.is_infinite() {
        return json!(if number > 0.0 { "inf" } else { "-inf" });
    }
    json!(number)
}

fn float_from_json(json: &Json) -> Option<f64> {
    match json.as_str() {
        None => json.as_f64(),
        Some("nan") => Some(f64::NAN),
        Some("inf") => Some(f64::INFINITY),
        Some("-inf") => Some(f64::NEG_INFINITY),
        Some(_) => None,
    }
}

/// Whole numbers a float cannot hold travel as decimal text, because many JSON readers keep every number as a float.
fn integer_to_wire(number: i64) -> Json {
    if number.unsigned_abs() <= EXACT_INTEGER {
        json!(number)
    } else {
        json!(number.to_string())
    }
}

fn integer_from_json(json: &Json) -> Option<i64> {
    match json.as_str() {
        None => json.as_i64(),
        Some(digits) => digits.parse().ok(),
    }
}

fn describe_json(json: &Json) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(truth) => truth.to_string(),
        Json::Number(number) => format!("the number {number}"),
        Json::String(text) => format!("the text {text:?}"),
        Json::Array(items) => format!("a list of {}", items.len()),
        Json::Object(_) => "an object".to_owned(),
    }
}

/// Walks nested lists, collecting the elements and the length of each axis.
struct Nested<'a> {
    elements: Vec<&'a Json>,
    lengths: Vec<Option<usize>>,
}

impl<'a> Nested<'a> {
    fn walk(&mut self, json: &'a Json, axis: usize) -> Result<(), ValueError> {
        if axis == self.lengths.len() {
            self.elements.push(json);
            return Ok(());
        }
        let Json::Array(items) = json else {
            return Err(mismatch("a list", describe_json(json)));
        };
        match self.lengths[axis] {
            Some(length) if length != items.len() => return Err(ValueError::Ragged(length, items.len())),
            _ => self.lengths[axis] = Some(items.len()),
        }
        items.iter().try_for_each(|item| self.walk(item, axis + 1))
    }

    /// The shape, where an axis no row reached is empty unless its type fixes it.
    fn shape(&self, dims: &[Dim]) -> Result<Vec<usize>, ValueError> {
        let axis = |(length, dim): (&Option<usize>, &Dim)| match (*length, dim) {
            (Some(length), Dim::Fixed(fixed)) if length != *fixed => {
                Err(mismatch(format!("{fixed} values along an axis"), length.to_string()))
            }
            (None, Dim::Fixed(fixed)) => Ok(*fixed),
            (length, _) => Ok(length.unwrap_or(0)),
        };
        self.lengths.iter().zip(dims).map(axis).collect()
    }
}

/// An array without elements, which lists cannot give its shape.
fn empty(shape: &Json, dtype: Dtype, dims: &[Dim]) -> Result<Value, ValueError> {
    let lengths = shape.as_array().map_or(&[][..], Vec::as_slice);
    let lengths: Vec<usize> = lengths.iter().map(axis_length).collect::<Result<_, _>>()?;
    let is_length = |(length, dim): (&usize, &Dim)| matches!(dim, Dim::Named(_)) || *dim == Dim::Fixed(*length);
    if lengths.len() != dims.len() || !lengths.iter().zip(dims).all(is_length) {
        return Err(mismatch(
            format!("a shape of {}", tensor_name(dtype, dims)),
            shape.to_string(),
        ));
    }
    Tensor::from_elements(dtype, &lengths, &[]).map(Value::Tensor)
}

fn nest(elements: &mut impl Iterator<Item = Json>, shape: &[usize]) -> Json {
    match shape {
        [] => elements
            .next()
            .expect("a shape holds as many elements as the product of its lengths"),
        [length, inner @ ..] => Json::Array((0..*length).map(|_| nest(elements, inner)).collect()),
    }
}

impl Value {
    pub fn scalar(number: f64) -> Self {
        Value::Tensor(Tensor::F64(ArrayD::from_elem(IxDyn(&[]), number)))
    }

    /// The numbers of a numeric scalar or array in row-major order, whole ones as floats; `None` for any other value.
    pub fn numbers(&self) -> Option<Vec<f64>> {
        match self {
            Value::Tensor(Tensor::F64(array)) => Some(array.iter().copied().collect()),
            Value::Tensor(Tensor::I64(array)) => Some(array.iter().map(|number| *number as f64).collect()),
            Value::Tensor(_) | Value::Tuple(_) => None,
        }
    }

    /// The type as a person would write it, with real lengths: `f64[3,2]`.
    pub fn describe(&self) -> String {
        match self {
            Value::Tensor(tensor) => tensor_name(tensor.dtype(), tensor.shape()),
            Value::Tuple(members) => tuple_name(members.iter().map(Value::describe)),
        }
    }

    /// What it is, in words with real lengths: "a table of 3 × 2 numbers".
    pub fn in_words(&self) -> String {
        match self {
            Value::Tensor(tensor) => tensor_words(tensor.dtype(), tensor.shape()),
            Value::Tuple(members) => tuple_words(members.iter().map(Value::in_words)),
        }
    }

    /// Reads nested JSON lists (`[[1, 2], [3, 4]]`) as the declared type; `"nan"`, `"inf"`, `"-inf"` stand for the
    /// non-finite numbers. This is how people write values, in `cases.json`.
    ///
    /// A list without rows says nothing of its columns: they are taken as none, unless the type fixes them; `{"shape": [0, 3]}`
    /// says it.
    ///
    /// # Errors
    /// Where the lists do not have the declared type, or rows differ in length.
    pub fn from_nested(json: &Json, declared: &Type) -> Result<Self, ValueError> {
        match declared {
            Type::Tensor { dtype, dims } => {
                if let Some(shape) = json.get("shape") {
                    return empty(shape, *dtype, dims);
                }
                let mut nested = Nested {
                    elements: Vec::new(),
                    lengths: vec![None; dims.len()],
                };
                nested.walk(json, 0)?;
                let shape = nested.shape(dims)?;
                Tensor::from_elements(*dtype, &shape, &nested.elements).map(Value::Tensor)
            }
            Type::Tuple(members) => match json {
                Json::Array(items) if items.len() == members.len() => {
                    let pairs = items.iter().zip(members);
                    pairs
                        .map(|(item, member)| Value::from_nested(item, member))
                        .collect::<Result<_, _>>()
                        .map(Value::Tuple)
                }
                other => Err(mismatch(
                    format!("a list of {} for {declared}", members.len()),
                    describe_json(other),
                )),
            },
        }
    }

    /// The inverse of [`Value::from_nested`].
    pub fn to_nested(&self) -> Json {
        match self {
            Value::Tensor(tensor) => match tensor.shape() {
                [0, columns @ ..] if columns.iter().any(|length| *length > 0) => json!({ "shape": tensor.shape() }),
                shape => nest(&mut tensor.elements(|number| json!(number)).into_iter(), shape),
            },
            Value::Tuple(members) => members.iter().map(Value::to_nested).collect(),
        }
    }

    /// Reads the tagged form of the wire: `{"dtype":"f64","shape":[2],"data":[1.0,"nan"]}` or `{"tuple":[…]}`.
    /// A whole number beyond ±2^53 is written as decimal text, which every JSON reader holds exactly.
    ///
    /// # Errors
    /// Where the object has other keys, or `data` does not fit `dtype` and `shape`.
    pub fn from_tagged(json: &Json) -> Result<Self, ValueError> {
        let untagged = || {
            mismatch(
                "an object with `dtype`, `shape` and `data`, or with `tuple`",
                describe_json(json),
            )
        };
        let object = json.as_object().ok_or_else(untagged)?;
        if let (Some(Json::Array(members)), 1) = (object.get("tuple"), object.len()) {
            return members
                .iter()
                .map(Value::from_tagged)
                .collect::<Result<_, _>>()
                .map(Value::Tuple);
        }
        match (object.get("dtype"), object.get("shape"), object.get("data"), object.len()) {
            (Some(Json::String(dtype)), Some(Json::Array(shape)), Some(Json::Array(data)), 3) => {
                let dtype = Dtype::from_name(dtype).ok_or_else(|| ValueError::UnknownType(dtype.clone()))?;
                let shape = shape.iter().map(axis_length).collect::<Result<Vec<_>, _>>()?;
                Tensor::from_elements(dtype, &shape, &data.iter().collect::<Vec<_>>()).map(Value::Tensor)
            }
            _ => Err(untagged()),
        }
    }

    /// The inverse of [`Value::from_tagged`].
    pub fn to_tagged(&self) -> Json {
        match self {
            Value::Tensor(tensor) => {
                json!({"dtype": tensor.dtype().name(), "shape": tensor.shape(), "data": tensor.elements(integer_to_wire)})
            }
            Value::Tuple(members) => json!({"tuple": members.iter().map(Value::to_tagged).collect::<Vec<_>>()}),
        }
    }
}

fn axis_length(json: &Json) -> Result<usize, ValueError> {
    let length = json.as_u64().and_then(|length| usize::try_from(length).ok());
    length.ok_or_else(|| mismatch("a length in `shape`", describe_json(json)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(text: &str) -> Type {
        text.parse().expect("a test's type is well formed")
    }

    fn nested(json: &Json, text: &str) -> Result<Value, ValueError> {
        Value::from_nested(json, &declared(text))
    }

    #[test]
    fn a_table_without_rows_keeps_its_columns() {
        let declared: Type = "f64[n,k]".parse().unwrap();
        let read = |json: Json| Value::from_nested(&json, &declared);
        let empty = read(json!({"shape": [0, 3]})).unwrap();
        assert_eq!(empty.describe(), "f64[0,3]");
        assert_eq!(empty.to_nested(), json!({"shape": [0, 3]}));
        assert_eq!(Value::from_tagged(&empty.to_tagged()), Ok(empty));
        assert_eq!(read(json!([])).unwrap().to_nested(), json!([]));
        for unfit in [json!({"shape": [0]}), json!({"shape": [2, 3]}), json!({"shape": 3})] {
            assert!(read(unfit.clone()).is_err(), "{unfit}");
        }
    }

    #[test]
    fn every_form_of_type_prints_as_it_was_written() {
        for text in [
            "f64",
            "i64[n]",
            "bool[n,k]",
            "str[3]",
            "(f64[k], f64)",
            "((f64, i64), str[n,2,m_2])",
        ] {
            assert_eq!(declared(text).to_string(), text);
        }
        assert_eq!(declared(" ( f64[ n , 3 ],i64 ) ").to_string(), "(f64[n,3], i64)");
    }

    #[test]
    fn text_that_is_no_type_is_an_error_that_quotes_it() {
        for text in [
            "",
            "f32",
            "f64[",
            "f64[]",
            "f64]",
            "f64[n]x",
            "f64[-1]",
            "f64[2n]",
            "()",
            "(f64)",
            "(f64,)",
            "(f64, i64",
            "(f64), i64)",
        ] {
            assert_eq!(text.parse::<Type>(), Err(ValueError::UnknownType(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn nested_lists_are_read_as_declared_and_written_back() {
        let cases = [
            (json!(1.5), "f64", "f64"),
            (json!([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), "f64[n,k]", "f64[2,3]"),
            (json!([1, -2]), "i64[n]", "i64[2]"),
            (json!([true, false]), "bool[2]", "bool[2]"),
            (json!(["ham", "spam"]), "str[n]", "str[2]"),
            (json!([["nan", "inf", "-inf"], 3]), "(f64[n], i64)", "(f64[3], i64)"),
            (json!([]), "f64[n]", "f64[0]"),
            (json!([[], []]), "f64[n,k]", "f64[2,0]"),
        ];
        for (json, text, described) in cases {
            let value = nested(&json, text).expect("the case is well formed");
            assert_eq!(value.describe(), described);
            assert_eq!(value.to_nested(), json);
        }
    }

    #[test]
    fn a_whole_number_is_read_where_a_float_is_declared_but_not_the_reverse() {
        assert_eq!(nested(&json!(2), "f64"), Ok(Value::scalar(2.0)));
        assert_eq!(nested(&json!(2.0), "i64"), Err(mismatch("a whole number", "the number 2.0")));
    }

    #[test]
    fn ragged_rows_name_both_lengths() {
        assert_eq!(nested(&json!([[1, 2], [3]]), "i64[n,k]"), Err(ValueError::Ragged(2, 1)));
    }

    #[test]
    fn a_value_of_another_type_is_a_mismatch() {
        for (json, text) in [
            (json!(1.0), "f64[n]"),
            (json!([1.0]), "f64"),
            (json!("1.0"), "f64"),
            (json!(1), "bool"),
            (json!([1.0, 2.0]), "f64[3]"),
            (json!([1.0, 2.0]), "(f64, f64, f64)"),
            (json!(1.0), "(f64, f64)"),
            (json!(null), "str"),
            (json!([[1.0], 2.0]), "f64[n,k]"),
        ] {
            assert!(
                matches!(nested(&json, text), Err(ValueError::Mismatch { .. })),
                "{json} as {text}"
            );
        }
    }

    #[test]
    fn an_axis_no_row_reached_takes_its_fixed_length() {
        assert_eq!(
            nested(&json!([]), "f64[n,3]").map(|value| value.describe()),
            Ok("f64[0,3]".to_owned())
        );
        assert_eq!(
            nested(&json!([]), "f64[n,k]").map(|value| value.describe()),
            Ok("f64[0,0]".to_owned())
        );
    }

    #[test]
    fn a_tagged_value_reads_back_equal_bit_for_bit() {
        let floats = [
            0.1 + 0.2,
            -0.0,
            5e-324,
            f64::MAX,
            1.0 / 3.0,
            2.225_073_858_507_201e-308,
            9007199254740993.0,
            f64::INFINITY,
        ];
        let text = Value::Tensor(Tensor::F64(
            ArrayD::from_shape_vec(IxDyn(&[2, 4]), floats.to_vec()).expect("2 × 4"),
        ))
        .to_tagged();
        let json: Json = serde_json::from_str(&text.to_string()).expect("we wrote JSON");
        let Ok(Value::Tensor(Tensor::F64(read))) = Value::from_tagged(&json) else {
            panic!("no f64 tensor: {json}")
        };
        assert_eq!(
            read.iter().map(|number| number.to_bits()).collect::<Vec<_>>(),
            floats.map(f64::to_bits)
        );
        assert_eq!(read.shape(), [2, 4]);
    }

    #[test]
    fn not_a_number_crosses_the_wire() {
        let json = Value::scalar(f64::NAN).to_tagged();
        assert_eq!(json, json!({"dtype": "f64", "shape": [], "data": ["nan"]}));
        let Ok(Value::Tensor(Tensor::F64(read))) = Value::from_tagged(&json) else {
            panic!("no f64 tensor")
        };
        assert!(read.iter().all(|number| number.is_nan()));
    }

    #[test]
    fn whole_numbers_beyond_the_exact_floats_travel_as_text() {
        for number in [i64::MIN, -9_007_199_254_740_993, 9_007_199_254_740_992, i64::MAX] {
            let value = Value::Tensor(Tensor::I64(ArrayD::from_elem(IxDyn(&[]), number)));
            let json = value.to_tagged();
            assert_eq!(json["data"][0].is_string(), number.unsigned_abs() > EXACT_INTEGER);
            assert_eq!(Value::from_tagged(&json), Ok(value));
        }
    }

    #[test]
    fn tuples_cross_the_wire_member_by_member() {
        let value = nested(&json!([["a"], [true, [1, 2]]]), "(str[n], (bool, i64[n]))").expect("well formed");
        assert_eq!(Value::from_tagged(&value.to_tagged()), Ok(value));
    }

    #[test]
    fn malformed_tagged_values_are_errors() {
        for json in [
            json!(1.0),
            json!({"dtype": "f64", "shape": [2], "data": [1.0]}),
            json!({"dtype": "f64", "shape": [-1], "data": []}),
            json!({"dtype": "f64", "shape": [1_u64 << 40, 1_u64 << 40], "data": []}),
            json!({"dtype": "f32", "shape": [], "data": [1.0]}),
            json!({"dtype": "i64", "shape": [], "data": [1.0]}),
            json!({"dtype": "bool", "shape": [], "data": [1]}),
            json!({"dtype": "f64", "shape": [], "data": [null]}),
            json!({"dtype": "f64", "shape": [], "data": [1.0], "more": 1}),
            json!({"tuple": 1}),
            json!({"tuple": [], "dtype": "f64"}),
        ] {
            assert!(Value::from_tagged(&json).is_err(), "{json}");
        }
    }
}
