//! How likely an honest answer misses a property by chance: what decides whether a case is large enough.

use super::parts::Assignment;
use super::pattern::ln_patterns;
use super::rules::{AnsweredCall, Layout, Property, Rules};

/// Below this an honest solution is never failed.
pub const NEGLIGIBLE: f64 = 1e-9;

/// A bound on the probability that a fair shuffle of the same sizes breaks `property`; none where chance plays no part or
/// the answer is neither index arrays nor folds.
pub fn of_failing(rules: &Rules, property: Property, call: &AnsweredCall) -> Option<f64> {
    if rules.layout == Layout::Other || !matches!(property, Property::Shuffled | Property::Seeded) {
        return None;
    }
    if let Some(rows) = rules.order_length(call) {
        let ln_orders = ln_factorial(rows);
        let ln_failing = if property == Property::Shuffled { 2_f64.ln() } else { 0.0 };
        return Some((ln_failing - ln_orders).exp());
    }
    let assignment = rules.split(call);
    let parts = assignment.names.len();
    let classes = rules.classes(call);
    let ln_of_classes: Vec<f64> = match &classes {
        Some(classes) => assignment
            .by_class(classes)
            .iter()
            .map(|(_, parts)| ln_arrangements(parts))
            .collect(),
        None => vec![ln_arrangements(
            &assignment.part_of.iter().flatten().copied().collect::<Vec<_>>(),
        )],
    };
    let ln_splits: f64 = ln_of_classes.iter().sum();
    Some(match property {
        // Folds may be named by the rows that come first, so that only the grouping is by chance.
        Property::Seeded if matches!(rules.layout, Layout::Folds(_)) => (ln_factorial(parts) - ln_splits).exp(),
        Property::Seeded => (-ln_splits).exp(),
        _ => {
            let overall = (ln_patterns(parts) - ln_splits).exp();
            let in_every_class: f64 = ln_of_classes.iter().map(|ln| (ln_patterns(parts) - ln).min(0.0)).sum();
            overall + if classes.is_some() { in_every_class.exp() } else { 0.0 }
        }
    })
}

impl Rules {
    /// How many rows an answer orders, where it is one index array that holds every row.
    pub(super) fn order_length(&self, call: &AnsweredCall) -> Option<usize> {
        let rows = self.row_count(call);
        match (&self.layout, self.indices(call).as_slice()) {
            (Layout::Parts(_), [only]) if only.len() >= rows => Some(only.len()),
            _ => None,
        }
    }

    /// The assignment, where rows that a single index array leaves out are a part of their own.
    pub(super) fn split(&self, call: &AnsweredCall) -> Assignment {
        let mut assignment = self.assignment(call);
        if matches!(&self.layout, Layout::Parts(names) if names.len() == 1) {
            assignment.part_of.iter_mut().for_each(|part| *part = part.or(Some(1)));
            assignment.names.push("the rest".to_owned());
        }
        assignment
    }
}

/// ln of how many ways there are to give rows these parts.
fn ln_arrangements(parts: &[usize]) -> f64 {
    let mut sizes = std::collections::BTreeMap::new();
    parts.iter().for_each(|part| *sizes.entry(*part).or_insert(0_usize) += 1);
    ln_factorial(parts.len()) - sizes.into_values().map(ln_factorial).sum::<f64>()
}

fn ln_factorial(number: usize) -> f64 {
    libm::lgamma(number as f64 + 1.0)
}
