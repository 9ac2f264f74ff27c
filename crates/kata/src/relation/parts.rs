//! A relation for each part of the answers that is wrong, the most precise that holds.

use std::collections::BTreeSet;

use super::super::comparison::Rule;
use super::super::function::{Function, Standard};
use super::candidate::{Candidate, Form, Support, Tier};
use super::sample::{Sample, wrong_among};
use super::words::{self, Seen};
use super::{Call, Relation, elements, factors, fitted, given, layout, order, precision, sums};
use mlings_grade::Certainty;

/// From how many failing cases on a relation is said.
pub const CASES: usize = 3;
/// How many numbers that could have been others must bear it out.
const NUMBERS: usize = 3;
/// From how many failing cases on a learned factor is said.
const CASES_OF_FACTOR: usize = 4;

/// The relation of every part that is wrong.
pub fn related(function: &Function, calls: &[Call]) -> Option<Relation> {
    let rules = rules(function)?;
    let mut seen = Vec::new();
    let mut certainty = Certainty::Certain;
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for (part, rule) in rules.iter().enumerate() {
        let samples: Vec<Sample> = (0..calls.len())
            .filter_map(|index| Sample::of(function, &calls[index], index, part, *rule))
            .collect();
        let is_wrong: Vec<bool> = samples
            .iter()
            .map(|sample| calls[sample.call].failed && sample.is_wrong())
            .collect();
        if !is_wrong.contains(&true) {
            continue;
        }
        if matches!(rule, Rule::Labels | Rule::Set) {
            return None;
        }
        let (form, own, support) = of_part(function, &samples, &is_wrong)?;
        certainty = certainty.max(own);
        shown.extend(&support.calls);
        seen.push(Seen {
            part: (rules.len() > 1).then_some(part + 1),
            form,
            calls: support.calls,
        });
    }
    let failing = failing(calls).count();
    let is_spared = shown.len() == failing || shown.len() >= CASES;
    (!seen.is_empty() && is_spared).then(|| words::relation(function, &seen, certainty, failing, unanswered(calls)))
}

/// The failing calls that were answered.
pub fn failing(calls: &[Call]) -> impl Iterator<Item = usize> {
    (0..calls.len()).filter(|&index| calls[index].failed && calls[index].answer.is_some())
}

/// How many failing calls have no answer.
pub fn unanswered(calls: &[Call]) -> usize {
    calls.iter().filter(|call| call.failed && call.answer.is_none()).count()
}

/// How each part is compared; none where answers have properties.
pub fn rules(function: &Function) -> Option<&[Rule]> {
    match &function.standard {
        Standard::Blessed { comparison, .. } => Some(comparison.rules()),
        Standard::Properties(_) => None,
    }
}

/// The form that the samples of one part bear out best, how surely, and by what.
fn of_part(function: &Function, samples: &[Sample], is_wrong: &[bool]) -> Option<(Form, Certainty, Support)> {
    let wrong = wrong_among(samples, is_wrong);
    let (kind, axes) = (wrong.first()?.kind, wrong.first()?.right.ndim());
    let parameters = &function.parameters;
    let mut candidates = given::candidates(kind, &wrong, parameters);
    candidates.extend(elements::candidates(kind));
    candidates.extend(factors::candidates(kind, samples, parameters));
    candidates.extend(sums::candidates(kind, axes));
    candidates.extend(layout::candidates(axes, samples, parameters));
    candidates.extend(order::candidates(kind, axes));
    candidates.extend(precision::candidates(kind));
    candidates.extend(fitted::candidates(kind, axes, &wrong));
    let held = |candidate: Candidate| {
        let support = candidate.support(samples, is_wrong)?;
        let certainty = certainty(&candidate, &support)?;
        Some((candidate.tier, candidate.form, certainty, support))
    };
    let mut held: Vec<(Tier, Form, Certainty, Support)> = candidates.into_iter().filter_map(held).collect();
    let rank = |(tier, _, certainty, support): &(Tier, Form, Certainty, Support)| (support.unexplained, *tier, *certainty);
    held.sort_by_key(rank);
    let best = held.first().map(rank)?;
    held.retain(|held| rank(held) == best);
    let (_, form, certainty, support) = held.first()?.clone();
    match held.get(1) {
        Some(_) if held[0].0 >= Tier::Fitted => held
            .into_iter()
            .max_by_key(|held| held.3.numbers)
            .map(|held| (held.1, held.2, held.3)),
        Some((_, other, _, _)) if held.len() == 2 => Some((words::either(&form, other), certainty, support)),
        Some(_) => Some((
            Form {
                causes: String::new(),
                ..form
            },
            certainty,
            support,
        )),
        None => Some((form, certainty, support)),
    }
}

/// How surely the support speaks for the candidate; none where it could be chance.
fn certainty(candidate: &Candidate, support: &Support) -> Option<Certainty> {
    let cases = support.calls.len();
    let is_free = !support.guarded || support.telling >= NUMBERS;
    let is_fitted = candidate.tier >= Tier::Fitted;
    let enough = if candidate.tier == Tier::Fitted {
        CASES_OF_FACTOR
    } else {
        CASES
    };
    if support.is_partial {
        return (support.telling >= NUMBERS).then_some(Certainty::Likely);
    }
    if cases >= enough && support.numbers >= NUMBERS && support.varied && is_free {
        return Some(Certainty::Certain);
    }
    let is_possible = support.numbers >= NUMBERS || (support.numbers >= 2 && support.telling >= 1);
    let possible = is_possible && (!is_fitted || cases >= 2 && support.numbers > NUMBERS);
    possible.then_some(Certainty::Likely)
}
