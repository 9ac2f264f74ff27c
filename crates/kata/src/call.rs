//! `FailedCall`: a call that failed as a person reads it, with its values shortened to fit a line.

use super::case::{Answered, Case};
use super::compare::significant;
use super::failure::Failure;
use super::function::Function;
use mlings_grade::value::{Tensor, Value};

/// Columns of a line.
const WIDTH: usize = 78;
/// What a person can work out by hand.
const BY_HAND: usize = 12;

/// A case that failed, for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedCall {
    pub case: String,
    /// What was seen, in one sentence.
    pub seen: String,
    /// Why the case is there.
    pub why: String,
    /// The call, what came back and what was due, a line each, within 80 columns.
    pub lines: Vec<String>,
    /// Whether the inputs are few enough to be worked out by hand.
    pub is_small: bool,
}

impl FailedCall {
    pub fn of(case: &Case, function: &Function, answer: Answered, failure: &Failure) -> Self {
        FailedCall {
            case: case.name.clone(),
            seen: failure.to_string(),
            why: case.why.clone(),
            lines: lines(case, function, answer),
            is_small: size(&case.arguments) <= BY_HAND,
        }
    }
}

/// How many numbers or texts there are.
pub fn size(arguments: &[Value]) -> usize {
    let of = |value: &Value| match value {
        Value::Tensor(tensor) => tensor.shape().iter().product(),
        Value::Tuple(members) => size(members),
    };
    arguments.iter().map(of).sum()
}

fn lines(case: &Case, function: &Function, answer: Answered) -> Vec<String> {
    let names: Vec<&str> = function.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let mut lines = vec![fitted(format!("{}({})", function.name, names.join(", ")))];
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    for (name, argument) in names.iter().zip(&case.arguments) {
        lines.push(line(&format!("  {name:longest$} = "), argument, 6));
    }
    // As many digits as tell both apart.
    let due = |digits| case.expected.as_ref().map(|due| line("  due ", due, digits));
    let got = |digits| match answer {
        Answered::Value(value) => line("  got ", value, digits),
        Answered::Raised(words) | Answered::Misfit(words) => {
            fitted(format!("  got {}", words.lines().next().unwrap_or_default()))
        }
    };
    let apart = [6, 9, 12]
        .into_iter()
        .find(|&digits| due(digits).is_none_or(|due| due[6..] != got(digits)[6..]));
    let digits = apart.unwrap_or(17);
    lines.push(got(digits));
    lines.extend(due(digits));
    lines
}

/// A value after `head` on one line, with its shape where it had to be cut.
fn line(head: &str, value: &Value, digits: usize) -> String {
    let text = written(value, digits);
    let room = WIDTH.saturating_sub(head.chars().count());
    if text.chars().count() <= room {
        return format!("{head}{text}");
    }
    let shape = format!(" … ({})", shape(value));
    let kept: String = text.chars().take(room.saturating_sub(shape.chars().count())).collect();
    // Not in the middle of a number.
    let kept = kept.rfind(", ").map_or(kept.as_str(), |comma| &kept[..=comma]);
    format!("{head}{kept}{shape}")
}

fn fitted(text: String) -> String {
    if text.chars().count() <= WIDTH {
        return text;
    }
    let kept: String = text.chars().take(WIDTH - 1).collect();
    format!("{kept}…")
}

fn shape(value: &Value) -> String {
    match value {
        Value::Tuple(members) => members.iter().map(shape).collect::<Vec<_>>().join(", "),
        Value::Tensor(tensor) => match tensor.shape() {
            [] => "1".to_owned(),
            lengths => lengths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" × "),
        },
    }
}

/// Nested lists, as both languages write them.
fn written(value: &Value, digits: usize) -> String {
    match value {
        Value::Tuple(members) => {
            let members: Vec<String> = members.iter().map(|member| written(member, digits)).collect();
            format!("({})", members.join(", "))
        }
        Value::Tensor(tensor) => {
            let elements: Vec<String> = match tensor {
                Tensor::F64(array) => array.iter().map(|number| significant(*number, digits)).collect(),
                Tensor::I64(array) => array.iter().map(ToString::to_string).collect(),
                Tensor::Bool(array) => array.iter().map(ToString::to_string).collect(),
                Tensor::Str(array) => array.iter().map(|text| format!("{text:?}")).collect(),
            };
            nested(&mut elements.into_iter(), tensor.shape())
        }
    }
}

fn nested(elements: &mut impl Iterator<Item = String>, shape: &[usize]) -> String {
    match shape {
        [] => elements.next().unwrap_or_default(),
        [length, inner @ ..] => {
            let items: Vec<String> = (0..*length).map(|_| nested(elements, inner)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn value(json: Json, declared: &str) -> Value {
        Value::from_nested(&json, &declared.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_value_that_fits_is_whole_and_one_that_does_not_is_cut_between_numbers_with_its_shape() {
        assert_eq!(
            line("x = ", &value(json!([[1.0, 0.1234567], [2.0, "nan"]]), "f64[n,k]"), 6),
            "x = [[1.0, 0.123457], [2.0, NaN]]"
        );
        let long: Vec<f64> = (0..1000).map(|number| f64::from(number) + 0.5).collect();
        let shown = line("y = ", &value(json!(long), "f64[n]"), 6);
        assert!(
            shown.starts_with("y = [0.5, 1.5, ") && shown.ends_with(", … (1000)"),
            "{shown}"
        );
        assert!(shown.chars().count() <= WIDTH, "{shown}");
        assert_eq!(line("", &value(json!([["a"], 2]), "(str[n], i64)"), 6), "([\"a\"], 2)");
    }

    #[test]
    fn the_numbers_and_texts_of_all_arguments_are_counted() {
        let table = value(json!([[1.0, 2.0], [3.0, 4.0]]), "f64[n,k]");
        assert_eq!(size(&[table.clone(), Value::scalar(1.0), Value::Tuple(vec![table])]), 9);
    }
}
