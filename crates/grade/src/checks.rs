//! Checks of how predict behaves: the same twice, row by row, whatever the order and whichever rows are in the call.

mod cause;
mod disagreement;

use crate::finding::{Check, Finding};
use crate::held_out::HeldOut;
use crate::metrics::Prediction;
use crate::rounds::{Reply, Rounds};
use disagreement::{Call, Disagreement};

/// The answers to a project's calls, read.
pub type Answered = Rounds<Prediction, Reply<Prediction>>;

/// The checks in order, and the root cause if one failed. A model that is random also fails what comes after, so what follows
/// is not judged then.
pub fn run(rounds: &Answered, held_out: &HeldOut) -> (Vec<Check>, Option<Finding>) {
    if let Some(evidence) = again(rounds, held_out) {
        let check = Check::of("determinism", Some(evidence.clone()));
        return (vec![check], Some(Finding::new("not-deterministic", evidence)));
    }
    let calls = calls(rounds, held_out);
    let shuffled = [Call::of(&held_out.shuffled, &rounds.shuffled)];
    let order = Disagreement::between(&rounds.all, &shuffled);
    let small = Disagreement::between(&rounds.all, &calls);
    let words = |found: &Option<Disagreement>, how: &str| found.as_ref().map(|found| found.words(how, held_out));
    let checks = vec![
        Check::of("determinism", None),
        Check::of("order independence", words(&order, "with the rows in another order")),
        Check::of("row independence", words(&small, "in a call")),
    ];
    let finding = cause::of(rounds, &calls, order.as_ref(), small.as_ref());
    let evidence = || checks.iter().find_map(|check| check.detail.clone()).unwrap_or_default();
    let finding = finding.map(|(id, more)| Finding::new(id, evidence() + &more));
    (checks, finding)
}

/// Whether a second fit, asked in small calls, predicts what the first one did; what differs where it does not.
pub fn reproduced(all: &Prediction, small: &[Reply<Prediction>], held_out: &HeldOut) -> Option<String> {
    let calls: Vec<Call> = held_out
        .small
        .iter()
        .zip(small)
        .map(|(rows, reply)| Call::of(rows, reply))
        .collect();
    Disagreement::between(all, &calls).map(|found| found.words("by a second fit", held_out))
}

/// What changed where the rows of the first small call were asked about a second time.
fn again(rounds: &Answered, held_out: &HeldOut) -> Option<String> {
    let (Some(Ok(once)), Some(rows)) = (rounds.small.first(), held_out.small.first()) else {
        return None;
    };
    let positions: Vec<usize> = (0..rows.len()).collect();
    let call = Call {
        positions: &positions,
        rows,
        reply: &rounds.again,
    };
    Disagreement::between(once, &[call]).map(|found| found.words("when asked again", held_out))
}

fn calls<'a>(rounds: &'a Answered, held_out: &'a HeldOut) -> Vec<Call<'a>> {
    let calls = held_out.small.iter().zip(&rounds.small);
    calls.map(|(rows, reply)| Call::of(rows, reply)).collect()
}

/// A number for a sentence: whole, with commas, from 1,000 on; else six significant digits.
pub fn shown(number: f64) -> String {
    if number.abs() >= 1e15 {
        return format!("{number:e}");
    }
    if number.abs() >= 1000.0 {
        return with_commas(&format!("{number:.0}"));
    }
    let rounded: f64 = format!("{number:.5e}")
        .parse()
        .expect("a float in scientific form is a float");
    format!("{rounded}")
}

fn with_commas(whole: &str) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| str::from_utf8(group).expect("digits are ASCII"))
        .collect();
    format!("{sign}{}", groups.join(","))
}

#[cfg(test)]
mod tests;
