//! `difference`: where an answer first leaves the expected one by more than its comparison forgives, and to which side.

use std::fmt::Debug;

use ndarray::{ArrayD, Dimension, IxDyn};

use super::align;
use super::comparison::{Comparison, Rule};
use super::difference::{Difference, DifferenceKind, Direction, Mismatch, is_close};
use super::sets;
use mlings_grade::value::{Tensor, Value};

/// The first difference that `comparison` does not forgive; both values have the type it was declared for. Equal answers
/// are equal in every mode.
pub fn difference(answer: &Value, expected: &Value, comparison: &Comparison, tolerance: f64) -> Option<Difference> {
    let plainly = exact(answer, expected, tolerance)?;
    let rules = comparison.rules();
    let (answers, rights) = (members(answer), members(expected));
    let aligns = |index: usize| !matches!(rules[index], Rule::Exact | Rule::Set);
    let other_shape = |index: &usize| aligns(*index) && answers[*index].describe() != rights[*index].describe();
    if answers.len() != rules.len() || rights.len() != rules.len() {
        return Some(plainly);
    }
    if let Some(index) = (0..rules.len()).find(other_shape) {
        return Some(placed(answer, index, of_shapes(&answers[index], &rights[index])));
    }
    let rights = match align::aligned(answers, rights, rules, tolerance) {
        Ok(rights) => rights,
        Err((index, kind)) => return Some(placed(answer, index, Difference::of(kind))),
    };
    (0..rules.len()).find_map(|index| {
        let found = match rules[index] {
            Rule::Set => set_difference(&answers[index], &rights[index]),
            _ => exact(&answers[index], &rights[index], tolerance),
        };
        found.map(|found| placed(answer, index, found))
    })
}

/// What keeps `expected` from being what answers are compared with; none where it can be blessed.
pub fn unfit_to_bless(expected: &Value, comparison: &Comparison) -> Option<Difference> {
    let (index, kind) = align::unnamed(members(expected), comparison.rules())?;
    Some(placed(expected, index, Difference::of(kind)))
}

fn members(value: &Value) -> &[Value] {
    match value {
        Value::Tuple(members) => members,
        single => std::slice::from_ref(single),
    }
}

/// A difference in the member `index`, which is the answer itself where it is no tuple.
fn placed(answer: &Value, index: usize, found: Difference) -> Difference {
    match answer {
        Value::Tuple(_) => found.in_part(index),
        Value::Tensor(_) => found,
    }
}

fn set_difference(answer: &Value, expected: &Value) -> Option<Difference> {
    let found = match (answer, expected) {
        (Value::Tensor(Tensor::I64(answer)), Value::Tensor(Tensor::I64(expected))) => sets::difference(answer, expected),
        (Value::Tensor(Tensor::Str(answer)), Value::Tensor(Tensor::Str(expected))) => sets::difference(answer, expected),
        // Other types are refused when the mode is declared.
        _ => return exact(answer, expected, 0.0),
    };
    found.map(|found| Difference::of(DifferenceKind::Set(found)))
}

/// The first difference beyond tolerance. NaN equals NaN.
pub(super) fn exact(answer: &Value, expected: &Value, tolerance: f64) -> Option<Difference> {
    match (answer, expected) {
        (Value::Tuple(answers), Value::Tuple(expected)) if answers.len() == expected.len() => {
            let mut parts = answers.iter().zip(expected).enumerate();
            parts.find_map(|(index, (answer, expected))| exact(answer, expected, tolerance).map(|found| found.in_part(index)))
        }
        (Value::Tensor(answer), Value::Tensor(expected)) if answer.shape() == expected.shape() => match (answer, expected) {
            (Tensor::F64(answer), Tensor::F64(expected)) => {
                first(answer, expected, |a, b| is_close(*a, *b, tolerance), of_floats)
            }
            (Tensor::I64(answer), Tensor::I64(expected)) => first(answer, expected, PartialEq::eq, of_integers),
            (Tensor::Bool(answer), Tensor::Bool(expected)) => first(answer, expected, PartialEq::eq, of_others),
            (Tensor::Str(answer), Tensor::Str(expected)) => first(answer, expected, PartialEq::eq, of_others),
            _ => Some(of_shapes(&Value::Tensor(answer.clone()), &Value::Tensor(expected.clone()))),
        },
        _ => Some(of_shapes(answer, expected)),
    }
}

type Shown = (Direction, String, String);

fn first<T>(
    answer: &ArrayD<T>,
    expected: &ArrayD<T>,
    equal: impl Fn(&T, &T) -> bool,
    show: fn(&T, &T) -> Shown,
) -> Option<Difference> {
    let wrong = |position: &IxDyn| !equal(&answer[position], &expected[position]);
    let mut positions = ndarray::indices(answer.raw_dim()).into_iter().filter(wrong);
    let position = positions.next()?;
    let (direction, found, right) = show(&answer[&position], &expected[&position]);
    Some(Difference::of(DifferenceKind::Element(Mismatch {
        position: position.slice().to_vec(),
        direction,
        found,
        expected: right,
        wrong: 1 + positions.count(),
        elements: answer.len(),
    })))
}

fn of_floats(answer: &f64, expected: &f64) -> Shown {
    let direction = if answer.is_nan() {
        Direction::NotANumber
    } else if answer > expected {
        Direction::TooHigh
    } else if answer < expected {
        Direction::TooLow
    } else {
        Direction::Different
    };
    let (found, right) = tell_apart(*answer, *expected);
    (direction, found, right)
}

fn of_integers(answer: &i64, expected: &i64) -> Shown {
    let direction = if answer > expected {
        Direction::TooHigh
    } else {
        Direction::TooLow
    };
    (direction, answer.to_string(), expected.to_string())
}

fn of_others<T: Debug>(answer: &T, expected: &T) -> Shown {
    (Direction::Different, format!("{answer:?}"), format!("{expected:?}"))
}

fn of_shapes(answer: &Value, expected: &Value) -> Difference {
    Difference::of(DifferenceKind::Element(Mismatch {
        position: Vec::new(),
        direction: Direction::Shape,
        found: answer.in_words(),
        expected: expected.in_words(),
        wrong: 1,
        elements: 1,
    }))
}

/// Both numbers with as few digits as show that they differ, six at least.
fn tell_apart(found: f64, expected: f64) -> (String, String) {
    let with = |digits: usize| (significant(found, digits), significant(expected, digits));
    [6, 9, 12]
        .into_iter()
        .map(with)
        .find(|(found, expected)| found != expected)
        .unwrap_or_else(|| with(17))
}

/// A number with at most `digits` significant digits and no trailing zeros.
pub(super) fn significant(number: f64, digits: usize) -> String {
    if !number.is_finite() {
        return format!("{number:?}");
    }
    let rounded: f64 = format!("{number:.*e}", digits - 1)
        .parse()
        .expect("a float in scientific form is a float");
    format!("{rounded:?}")
}
