//! The predicates of a single call: each returns what shows that an answer does not have the property.

use std::collections::BTreeMap;

use super::parts::{Assignment, count};
use super::pattern::pattern;
use super::rules::{AnsweredCall, Layout, Property, Rules, Share};
use mlings_grade::value::Value;

/// What shows that the answer lacks `property`; `None` where it has it. [`Property::Seeded`] is no property of one call.
pub fn broken(rules: &Rules, property: Property, call: &AnsweredCall) -> Option<String> {
    match (property, &rules.layout) {
        (Property::Partition, Layout::Folds(_)) => not_every_fold(rules, call),
        (Property::Partition, Layout::Parts(names)) => not_a_partition(rules, names, call),
        (Property::Disjoint, Layout::Parts(names)) => overlap(rules, names, call),
        (Property::Sized, Layout::Parts(names)) => missized(rules, names, call),
        (Property::Stratified, Layout::Folds(_)) => uneven_classes(rules, call),
        (Property::Stratified, Layout::Parts(_)) => out_of_proportion(rules, call),
        (Property::Balanced, _) => unbalanced(&rules.assignment(call)),
        (Property::Shuffled, _) => unshuffled(rules, call),
        // Declaring these together is refused when the rules are read.
        (Property::Disjoint | Property::Sized, Layout::Folds(_))
        | (Property::Partition | Property::Disjoint | Property::Sized | Property::Stratified, Layout::Other)
        | (Property::Seeded, _) => None,
    }
}

/// A fold number beyond the folds, a row too many or too few, or a fold without rows.
fn not_every_fold(rules: &Rules, call: &AnsweredCall) -> Option<String> {
    let assignment = rules.assignment(call);
    let folds = assignment.names.len();
    if let Some(row) = assignment.part_of.iter().position(Option::is_none) {
        let found = rules
            .indices(call)
            .first()
            .and_then(|folds| folds.iter().nth(row))
            .copied()
            .unwrap_or_default();
        return Some(format!("row {row} is in fold {found}, and {folds} folds are numbered from 0"));
    }
    let rows = assignment.part_of.len();
    if rules.rows.is_some() && rows != rules.row_count(call) {
        return Some(format!("there are {rows} fold numbers for {} rows", rules.row_count(call)));
    }
    let empty = assignment.sizes().iter().position(|size| *size == 0)?;
    Some(format!("no row is in fold {empty}, and there are {folds} folds"))
}

/// A row that does not exist, is held twice, or by no part.
fn not_a_partition(rules: &Rules, names: &[String], call: &AnsweredCall) -> Option<String> {
    let rows = rules.row_count(call);
    for (name, indices) in names.iter().zip(rules.indices(call)) {
        if let Some(stray) = indices
            .iter()
            .find(|row| usize::try_from(**row).map_or(true, |row| row >= rows))
        {
            return Some(format!(
                "{name} holds row {stray}, and there are {rows} rows, numbered from 0"
            ));
        }
    }
    let missing = || {
        let row = rules.assignment(call).part_of.iter().position(Option::is_none)?;
        Some(match names {
            [only] => format!("row {row} is not in {only}"),
            _ => format!("row {row} is in no part"),
        })
    };
    overlap(rules, names, call).or_else(missing)
}

/// The lowest row that is held twice.
fn overlap(rules: &Rules, names: &[String], call: &AnsweredCall) -> Option<String> {
    let mut holders = BTreeMap::<i64, Vec<&String>>::new();
    for (name, indices) in names.iter().zip(rules.indices(call)) {
        indices.iter().for_each(|row| holders.entry(*row).or_default().push(name));
    }
    let (row, holders) = holders.into_iter().find(|(_, holders)| holders.len() > 1)?;
    Some(match holders.iter().find(|name| **name != holders[0]) {
        Some(other) => format!("row {row} is in both {} and {other}", holders[0]),
        None => format!("row {row} is in {} {} times", holders[0], holders.len()),
    })
}

/// The first part that is not as large as its share of the rows.
fn missized(rules: &Rules, names: &[String], call: &AnsweredCall) -> Option<String> {
    let rows = rules.row_count(call);
    let size = |share: &Share| match *share {
        Share::Rest => None,
        Share::Count(position) => Some(count(&call.arguments[position]) as f64),
        Share::Fraction(position) => Some(rules.rounding.round(fraction(&call.arguments[position]) * rows as f64)),
    };
    let sizes: Vec<Option<f64>> = rules.shares.iter().map(size).collect();
    let left = rows as f64 - sizes.iter().flatten().sum::<f64>();
    let found = rules.indices(call);
    (0..names.len()).find_map(|part| {
        let wanted = sizes[part].unwrap_or(left);
        let (name, found) = (&names[part], found[part].len());
        let why = match rules.shares[part] {
            Share::Rest => format!("the other parts should leave it {wanted}"),
            Share::Count(_) => format!("it should have {wanted}"),
            Share::Fraction(position) => format!(
                "{} of {rows}, {}, is {wanted}",
                fraction(&call.arguments[position]),
                rules.rounding.words()
            ),
        };
        (found as f64 != wanted).then(|| format!("{name} has {found} rows; {why}"))
    })
}

fn fraction(argument: &Value) -> f64 {
    argument.numbers().and_then(|numbers| numbers.first().copied()).unwrap_or(0.0)
}

/// A class that is a whole row or more away from its proportion in a part: of the part's own size, and of its declared share.
fn out_of_proportion(rules: &Rules, call: &AnsweredCall) -> Option<String> {
    let assignment = rules.assignment(call);
    let classes = rules.classes(call)?;
    let rows = classes.len() as f64;
    let sizes = assignment.sizes();
    for (class, parts) in assignment.by_class(&classes) {
        let of_class = classes.iter().filter(|other| **other == class).count();
        for (part, name) in assignment.names.iter().enumerate() {
            let found = parts.iter().filter(|other| **other == part).count();
            let by_size = of_class as f64 * sizes[part] as f64 / rows;
            let by_share = rules.declared_fraction(part, call).map(|fraction| of_class as f64 * fraction);
            let is_far = |proportion: f64| (found as f64 - proportion).abs() >= 1.0;
            if is_far(by_size) && by_share.is_none_or(is_far) {
                return Some(format!(
                    "{name} has {found} of the {of_class} rows of class {class}; in proportion it would have about {by_size:.1}"
                ));
            }
        }
    }
    None
}

impl Rules {
    /// The share of the rows that a part should have, where it is declared as a fraction or left by such.
    fn declared_fraction(&self, part: usize, call: &AnsweredCall) -> Option<f64> {
        let declared = |share: &Share| match *share {
            Share::Fraction(position) => Some(fraction(&call.arguments[position])),
            Share::Rest | Share::Count(_) => None,
        };
        match self.shares.get(part)? {
            Share::Rest if self.shares.iter().all(|share| !matches!(share, Share::Count(_))) => {
                Some(1.0 - self.shares.iter().filter_map(declared).sum::<f64>())
            }
            share => declared(share),
        }
    }
}

/// A class of which one fold has more than one row more than another.
fn uneven_classes(rules: &Rules, call: &AnsweredCall) -> Option<String> {
    let assignment = rules.assignment(call);
    assignment
        .by_class(&rules.classes(call)?)
        .into_iter()
        .find_map(|(class, parts)| {
            let mut sizes = vec![0; assignment.names.len()];
            parts.iter().for_each(|&part| sizes[part] += 1);
            let [most, least] = extremes(&sizes)?;
            (sizes[most] > sizes[least] + 1).then(|| {
                format!(
                    "{} has {} rows of class {class} and {} has {}; they may differ by 1",
                    assignment.names[most], sizes[most], assignment.names[least], sizes[least]
                )
            })
        })
}

fn unbalanced(assignment: &Assignment) -> Option<String> {
    let sizes = assignment.sizes();
    let [most, least] = extremes(&sizes)?;
    (sizes[most] > sizes[least] + 1).then(|| {
        format!(
            "{} has {} rows and {} has {}; sizes may differ by 1",
            assignment.names[most], sizes[most], assignment.names[least], sizes[least]
        )
    })
}

/// Where the largest and the smallest of some sizes are, the first of equals.
fn extremes(sizes: &[usize]) -> Option<[usize; 2]> {
    let most = (0..sizes.len()).rev().max_by_key(|part| sizes[*part])?;
    let least = (0..sizes.len()).min_by_key(|part| sizes[*part])?;
    Some([most, least])
}

/// An order of all rows that only rises or only falls; otherwise parts with a pattern over all rows, or in every class.
fn unshuffled(rules: &Rules, call: &AnsweredCall) -> Option<String> {
    if rules.order_length(call).is_some() {
        let order: Vec<i64> = rules.indices(call).into_iter().flatten().copied().collect();
        let direction = match (order.is_sorted(), order.iter().rev().is_sorted()) {
            (true, true) => return None,
            (true, false) => "ascending",
            (false, true) => "descending",
            (false, false) => return None,
        };
        return Some(format!(
            "the rows come in {direction} order, from {} to {}",
            order[0],
            order[order.len() - 1]
        ));
    }
    let split = rules.split(call);
    let sequence: Vec<usize> = split.part_of.iter().flatten().copied().collect();
    if let Some(pattern) = pattern(&sequence) {
        return Some(format!("nothing is shuffled: {}", pattern.words()));
    }
    let by_class = split.by_class(&rules.classes(call)?);
    // A class whose rows are all in one part shows nothing either way.
    let telling: Vec<_> = by_class
        .iter()
        .filter(|(_, parts)| parts.iter().any(|part| *part != parts[0]))
        .collect();
    let patterns: Option<Vec<_>> = telling.iter().map(|(_, parts)| pattern(parts)).collect();
    let first = patterns?.first().copied()?;
    Some(format!(
        "within each class nothing is shuffled: in class {}, {}",
        telling[0].0,
        first.words()
    ))
}
