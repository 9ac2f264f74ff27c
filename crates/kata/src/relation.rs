//! `find`: how a function's wrong answers follow from the right ones, where one relation holds for them all.
//!
//! A relation is a fact about numbers. It names usual causes, and does not pretend to have seen the code.

mod candidate;
mod elements;
mod factors;
mod fitted;
mod given;
mod layout;
mod lengths;
mod misplaced;
mod order;
mod parts;
mod precision;
mod sample;
mod sums;
mod texts;
mod words;

use super::case::{Answered, Case};
use super::function::Function;
use mlings_grade::Certainty;
use mlings_grade::value::Value;

/// One call of a function, as it was answered.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    pub arguments: &'a [Value],
    /// The right answer; none where the function declares properties.
    pub expected: Option<&'a Value>,
    /// None where it raised or returned what no type can hold.
    pub answer: Option<&'a Value>,
    pub failed: bool,
    /// What other functions should answer to the same arguments, by name.
    pub elsewhere: Vec<(&'a str, &'a Value)>,
}

/// What holds between the wrong answers and the right ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Such as `times-ln-2`.
    pub id: String,
    /// `Certain` where three failing cases or more show it, with three numbers or more that could have been others; `Likely` where
    /// fewer do, or a passing one speaks against it.
    pub certainty: Certainty,
    /// What was seen and what usually causes it.
    pub sentence: String,
    /// The failing calls that show it, as indices.
    pub cases: Vec<usize>,
}

/// The calls of the function `index`, with the cases they are of.
pub fn calls<'a>(
    index: usize,
    functions: &'a [Function],
    cases: &'a [Case],
    answers: &[Answered<'a>],
    failed: impl Fn(usize) -> bool,
) -> (Vec<usize>, Vec<Call<'a>>) {
    let own: Vec<usize> = (0..cases.len()).filter(|&case| cases[case].function == index).collect();
    let elsewhere = |case: usize| {
        let is_other = |other: &&Case| other.function != index && other.arguments == cases[case].arguments;
        let answer = |other: &'a Case| Some((functions[other.function].name.as_str(), other.expected.as_ref()?));
        cases.iter().filter(is_other).filter_map(answer).collect()
    };
    let call = |&case: &usize| Call {
        arguments: &cases[case].arguments,
        expected: cases[case].expected.as_ref(),
        answer: match answers[case] {
            Answered::Value(value) => Some(value),
            Answered::Raised(_) | Answered::Misfit(_) => None,
        },
        failed: failed(case),
        elsewhere: elsewhere(case),
    };
    let calls = own.iter().map(call).collect();
    (own, calls)
}

/// The relation that explains the failing `calls` of `function`, if one does.
pub fn find(function: &Function, calls: &[Call]) -> Option<Relation> {
    if !calls.iter().any(|call| call.failed && call.answer.is_some()) {
        return None;
    }
    misplaced::find(function, calls).or_else(|| parts::related(function, calls))
}

#[cfg(test)]
mod tests;
