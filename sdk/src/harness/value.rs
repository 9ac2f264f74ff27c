//! A job's tagged values as the types a solution's functions take.

use ndarray::{ArrayD, ArrayView, Dimension, IxDyn};
use tinyjson::JsonValue;

use super::json::push_text;

/// The arguments of one call.
pub struct Arguments(Vec<Value>);

/// A value of the wire.
pub enum Value {
    F64(ArrayD<f64>),
    I64(ArrayD<i64>),
    Bool(ArrayD<bool>),
    Str(ArrayD<String>),
    Tuple(Vec<Value>),
}

/// What an array may hold.
pub trait Element: Sized + Clone + 'static {
    /// The name on the wire.
    const DTYPE: &'static str;

    fn from_json(json: &JsonValue) -> Option<Self>;

    /// Appends the element as JSON.
    fn push_json(&self, json: &mut String);

    fn array(value: &Value) -> Option<&ArrayD<Self>>;
}

/// What a parameter may be: a scalar, a view of an array, texts, or a tuple of these.
pub trait FromValue<'a>: Sized {
    fn from_value(value: &'a Value) -> Self;
}

impl Arguments {
    /// The argument at `position`, as the type the solution's function declares.
    pub fn get<'a, T: FromValue<'a>>(&'a self, position: usize) -> T {
        T::from_value(&self.0[position])
    }

    pub(super) fn from_json(json: &JsonValue) -> Option<Self> {
        let arguments: &Vec<JsonValue> = json.get()?;
        arguments.iter().map(Value::from_json).collect::<Option<_>>().map(Arguments)
    }
}

impl Value {
    fn from_json(json: &JsonValue) -> Option<Self> {
        let object: &std::collections::HashMap<String, JsonValue> = json.get()?;
        if let Some(members) = object.get("tuple") {
            let members: &Vec<JsonValue> = members.get()?;
            return members.iter().map(Value::from_json).collect::<Option<_>>().map(Value::Tuple);
        }
        let dtype: &String = object.get("dtype")?.get()?;
        let (shape, data) = (object.get("shape")?, object.get("data")?);
        match dtype.as_str() {
            "f64" => array(shape, data).map(Value::F64),
            "i64" => array(shape, data).map(Value::I64),
            "bool" => array(shape, data).map(Value::Bool),
            "str" => array(shape, data).map(Value::Str),
            _ => None,
        }
    }
}

fn array<T: Element>(shape: &JsonValue, data: &JsonValue) -> Option<ArrayD<T>> {
    let shape: &Vec<JsonValue> = shape.get()?;
    let shape: Vec<usize> = shape
        .iter()
        .map(|length| length.get::<f64>().map(|length| *length as usize))
        .collect::<Option<_>>()?;
    let data: &Vec<JsonValue> = data.get()?;
    ArrayD::from_shape_vec(IxDyn(&shape), data.iter().map(T::from_json).collect::<Option<_>>()?).ok()
}

impl Element for f64 {
    const DTYPE: &'static str = "f64";

    fn from_json(json: &JsonValue) -> Option<Self> {
        match json {
            JsonValue::Number(number) => Some(*number),
            JsonValue::String(name) => match name.as_str() {
                "nan" => Some(f64::NAN),
                "inf" => Some(f64::INFINITY),
                "-inf" => Some(f64::NEG_INFINITY),
                _ => None,
            },
            _ => None,
        }
    }

    fn push_json(&self, json: &mut String) {
        match *self {
            number if number.is_nan() => json.push_str("\"nan\""),
            f64::INFINITY => json.push_str("\"inf\""),
            f64::NEG_INFINITY => json.push_str("\"-inf\""),
            // Debug prints the shortest text that reads back as the same number, with a dot or an exponent.
            number => json.push_str(&format!("{number:?}")),
        }
    }

    fn array(value: &Value) -> Option<&ArrayD<Self>> {
        if let Value::F64(array) = value { Some(array) } else { None }
    }
}

impl Element for i64 {
    const DTYPE: &'static str = "i64";

    fn from_json(json: &JsonValue) -> Option<Self> {
        match json {
            JsonValue::Number(number) => Some(*number as i64),
            // Whole numbers that no float holds come as decimal text.
            JsonValue::String(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    fn push_json(&self, json: &mut String) {
        json.push_str(&self.to_string());
    }

    fn array(value: &Value) -> Option<&ArrayD<Self>> {
        if let Value::I64(array) = value { Some(array) } else { None }
    }
}

impl Element for bool {
    const DTYPE: &'static str = "bool";

    fn from_json(json: &JsonValue) -> Option<Self> {
        json.get().copied()
    }

    fn push_json(&self, json: &mut String) {
        json.push_str(if *self { "true" } else { "false" });
    }

    fn array(value: &Value) -> Option<&ArrayD<Self>> {
        if let Value::Bool(array) = value { Some(array) } else { None }
    }
}

impl Element for String {
    const DTYPE: &'static str = "str";

    fn from_json(json: &JsonValue) -> Option<Self> {
        json.get().cloned()
    }

    fn push_json(&self, json: &mut String) {
        push_text(self, json);
    }

    fn array(value: &Value) -> Option<&ArrayD<Self>> {
        if let Value::Str(array) = value { Some(array) } else { None }
    }
}

/// The one element of a scalar.
fn scalar<T: Element>(value: &Value) -> &T {
    T::array(value)
        .and_then(ArrayD::first)
        .expect("the job's arguments have the types the program was generated for")
}

impl<'a> FromValue<'a> for f64 {
    fn from_value(value: &'a Value) -> Self {
        *scalar(value)
    }
}

impl<'a> FromValue<'a> for i64 {
    fn from_value(value: &'a Value) -> Self {
        *scalar(value)
    }
}

impl<'a> FromValue<'a> for bool {
    fn from_value(value: &'a Value) -> Self {
        *scalar(value)
    }
}

impl<'a> FromValue<'a> for &'a str {
    fn from_value(value: &'a Value) -> Self {
        scalar::<String>(value)
    }
}

impl<'a, T: Element, D: Dimension> FromValue<'a> for ArrayView<'a, T, D> {
    fn from_value(value: &'a Value) -> Self {
        let view = T::array(value).and_then(|array| array.view().into_dimensionality().ok());
        view.expect("the job's arguments have the types the program was generated for")
    }
}

impl<'a> FromValue<'a> for &'a [String] {
    fn from_value(value: &'a Value) -> Self {
        String::array(value)
            .and_then(ArrayD::as_slice)
            .expect("the job's texts come as one axis in order")
    }
}

macro_rules! from_tuple {
    ($($member:ident $position:tt),+) => {
        impl<'a, $($member: FromValue<'a>),+> FromValue<'a> for ($($member,)+) {
            fn from_value(value: &'a Value) -> Self {
                let Value::Tuple(members) = value else { panic!("the job hands a tuple where one is declared") };
                ($($member::from_value(&members[$position]),)+)
            }
        }
    };
}

from_tuple!(A 0, B 1);
from_tuple!(A 0, B 1, C 2);
from_tuple!(A 0, B 1, C 2, D 3);
