//! How much a wrong answer gives away, and which cases lie at the edge of what a function is for.

use super::case::{Answered, Case};
use super::difference::is_close;
use mlings_grade::value::{Tensor, Value};

/// Many wrong elements are not hit upon by chance, be they ever so simple.
const MANY: usize = 3;
/// Nearer than this, an element is as it should be.
const TOLERANCE: f64 = 1e-9;

/// How improbable it is that two programs give the same wrong answer by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// 0, NaN, a class or an exception: many slips end there.
    Dull,
    /// Several elements, each of them simple.
    Many,
    /// A number that only one computation comes to.
    Sharp,
}

/// What one element is to the eye.
#[derive(Clone, PartialEq)]
enum Element {
    Number(f64),
    Other(String),
}

impl Telling {
    pub fn of(answer: Answered, case: &Case) -> Self {
        // Where properties count, all that two answers have in common is which of them they lack.
        let (Answered::Value(answer), Some(due)) = (answer, &case.expected) else {
            return Telling::Dull;
        };
        let (given, due) = (elements(answer), elements(due));
        let wrong: Vec<&Element> = match given.len() == due.len() {
            true => given
                .iter()
                .zip(&due)
                .filter(|(given, due)| given.differs(due))
                .map(|(given, _)| given)
                .collect(),
            false => given.iter().collect(),
        };
        let settled = wrong.iter().filter(|element| element.is_settled()).count();
        match settled {
            _ if wrong.iter().any(|element| !element.is_simple()) => Telling::Sharp,
            MANY.. => Telling::Many,
            _ => Telling::Dull,
        }
    }
}

impl Element {
    fn differs(&self, other: &Self) -> bool {
        match (self, other) {
            (Element::Number(one), Element::Number(other)) => !is_close(*one, *other, TOLERANCE),
            _ => self != other,
        }
    }

    /// NaN and the infinities spread over an answer by themselves, so that many of them are no more than one.
    fn is_settled(&self) -> bool {
        !matches!(self, Element::Number(number) if !number.is_finite())
    }

    /// Whole numbers and halves, NaN and the infinities are what many computations end in.
    fn is_simple(&self) -> bool {
        match self {
            Element::Number(number) => !number.is_finite() || (2.0 * number).fract() == 0.0,
            Element::Other(_) => true,
        }
    }
}

/// Whether a guard may well spare the case: no row or a single one, nothing but one value, a constant column, a number that is none.
pub fn is_edge(case: &Case) -> bool {
    let is_nan = |value: &Value| floats(value).any(f64::is_nan);
    case.arguments.iter().any(is_degenerate) || case.expected.as_ref().is_some_and(is_nan)
}

fn is_degenerate(argument: &Value) -> bool {
    match argument {
        Value::Tuple(members) => members.iter().any(is_degenerate),
        Value::Tensor(tensor) => match tensor.shape() {
            [] => false,
            [0 | 1, ..] => true,
            shape => {
                let elements = elements(argument);
                let width = if let [_, width] = shape { *width } else { 1 };
                floats(argument).any(|number| !number.is_finite())
                    || (0..width).any(|column| is_constant(elements.iter().skip(column).step_by(width)))
            }
        },
    }
}

fn is_constant<'a>(mut elements: impl Iterator<Item = &'a Element>) -> bool {
    elements.next().is_some_and(|first| elements.all(|element| element == first))
}

fn floats(value: &Value) -> Box<dyn Iterator<Item = f64> + '_> {
    match value {
        Value::Tuple(members) => Box::new(members.iter().flat_map(floats)),
        Value::Tensor(Tensor::F64(array)) => Box::new(array.iter().copied()),
        Value::Tensor(_) => Box::new(std::iter::empty()),
    }
}

fn elements(value: &Value) -> Vec<Element> {
    match value {
        Value::Tuple(members) => members.iter().flat_map(elements).collect(),
        Value::Tensor(Tensor::F64(array)) => array.iter().map(|number| Element::Number(*number)).collect(),
        Value::Tensor(Tensor::I64(array)) => array.iter().map(|number| Element::Number(*number as f64)).collect(),
        Value::Tensor(Tensor::Bool(array)) => array.iter().map(|truth| Element::Other(truth.to_string())).collect(),
        Value::Tensor(Tensor::Str(array)) => array.iter().map(|text| Element::Other(text.clone())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value as Json, json};

    use super::*;

    fn value(json: Json, declared: &str) -> Value {
        Value::from_nested(&json, &declared.parse().unwrap()).unwrap()
    }

    fn case(argument: Value, expected: Value) -> Case {
        Case {
            name: "a case".to_owned(),
            function: 0,
            why: "It is one.".to_owned(),
            arguments: vec![argument],
            expected: Some(expected),
            mistakes: BTreeMap::new(),
        }
    }

    #[test]
    fn a_long_number_tells_more_than_simple_ones_and_many_simple_ones_more_than_one() {
        let of = |answer: Json| {
            let answer = value(answer, "f64[n]");
            let case = case(value(json!([1.0, 2.0]), "f64[n]"), value(json!([1.5, 0.1, 7.0]), "f64[n]"));
            Telling::of(Answered::Value(&answer), &case)
        };
        assert_eq!(of(json!([1.5, 0.1234, 7.0])), Telling::Sharp);
        // What is as it should be tells nothing, however long.
        assert_eq!(of(json!([0.0, 0.1, "nan"])), Telling::Dull);
        assert_eq!(of(json!([0.0, 0.5, 1.0])), Telling::Many);
        assert_eq!(of(json!(["nan", "nan", "nan"])), Telling::Dull);
        assert_eq!(of(json!([0.25])), Telling::Sharp);
    }

    #[test]
    fn where_properties_count_no_answer_tells() {
        let rows = value(json!([2, 0, 1, 3]), "i64[n]");
        let case = Case {
            expected: None,
            ..case(rows.clone(), Value::scalar(0.0))
        };
        assert_eq!(Telling::of(Answered::Value(&rows), &case), Telling::Dull);
    }

    #[test]
    fn few_rows_and_columns_of_one_value_are_edges() {
        let edges = [
            json!([]),
            json!([[1.0, 2.0]]),
            json!([[1.0, 5.0], [2.0, 5.0]]),
            json!([["nan", 1.0], [2.0, 3.0]]),
        ];
        for argument in edges {
            let argument = value(argument, "f64[n,k]");
            assert!(is_edge(&case(argument.clone(), Value::scalar(1.0))), "{argument:?}");
        }
        let plain = value(json!([[1.0, 2.0], [2.0, 1.0]]), "f64[n,k]");
        assert!(!is_edge(&case(plain.clone(), Value::scalar(1.0))));
        assert!(is_edge(&case(plain, Value::scalar(f64::NAN))));
    }
}
