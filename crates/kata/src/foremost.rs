//! `foremost`: the failing cases, the most telling first.

use std::collections::BTreeSet;

use super::call;
use super::case::Case;
use super::evidence::is_wrong;
use super::failure::Failure;
use super::function::Function;

/// Failing cases as they should be looked at. Functions come in their declared order, since later ones call earlier ones. Of a function's
/// cases, the one that fewest known mistakes fail is the most particular to what went wrong; of those, the smallest is the easiest to
/// follow.
pub fn foremost(functions: &[Function], cases: &[Case], failures: &[Option<Failure>]) -> Vec<usize> {
    let mut failed: Vec<usize> = (0..cases.len()).filter(|&case| failures[case].is_some()).collect();
    failed.sort_by_cached_key(|&index| {
        let case = &cases[index];
        let function = &functions[case.function];
        (
            case.function,
            mistakes_failing(case, function),
            call::size(&case.arguments),
            index,
        )
    });
    failed
}

fn mistakes_failing(case: &Case, function: &Function) -> usize {
    let failing = case.mistakes.iter().filter(|(_, symptom)| is_wrong(symptom, case, function));
    // A variant, `id/name`, is the same mistake.
    let ids: BTreeSet<&str> = failing.map(|(id, _)| id.split('/').next().unwrap_or(id)).collect();
    ids.len()
}
