//! The blessed answer as it lies nearest to the learner's: with other signs, or its clusters under other names.
//!
//! What is free is settled in the learner's favour first; what then still differs is told with the learner's own values.

use ndarray::{ArrayD, ArrayViewD, Axis};

use super::comparison::Rule;
use super::difference::{DifferenceKind, is_close};
use super::labels;
use mlings_grade::value::{Tensor, Value};

/// `rights` as they lie nearest to `answers`: members of equal shapes, each with its rule.
///
/// # Errors
/// The member and what is wrong with it, where labels are another partition or name no cluster.
pub fn aligned(
    answers: &[Value],
    rights: &[Value],
    rules: &[Rule],
    tolerance: f64,
) -> Result<Vec<Value>, (usize, DifferenceKind)> {
    let mut aligned = rights.to_vec();
    turn(answers, &mut aligned, rules, tolerance);
    rename(answers, &mut aligned, rules)?;
    Ok(aligned)
}

/// What keeps blessed labels from being renamed: one that numbers none of the clusters.
pub fn unnamed(rights: &[Value], rules: &[Rule]) -> Option<(usize, DifferenceKind)> {
    let place = rules.iter().position(|rule| *rule == Rule::Labels)?;
    let clusters = clusters(rights, rules)?;
    let (row, label) = labels::beyond(whole_numbers(&rights[place])?, clusters)?;
    Some((place, DifferenceKind::Label { row, label, clusters }))
}

/// How far numbers lie apart: elements beyond tolerance first, then the sum of the distances.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Gap {
    wrong: usize,
    distance: f64,
}

impl Gap {
    fn add(&mut self, answer: f64, expected: f64, tolerance: f64) {
        self.wrong += usize::from(!is_close(answer, expected, tolerance));
        let distance = (answer - expected).abs();
        self.distance += if distance.is_nan() { 0.0 } else { distance };
    }
}

/// Turns every entry along the shared axis round, in all members at once, where its opposite lies nearer.
fn turn(answers: &[Value], aligned: &mut [Value], rules: &[Rule], tolerance: f64) {
    let signed: Vec<(usize, Option<usize>)> = rules
        .iter()
        .enumerate()
        .filter_map(|(member, rule)| match rule {
            Rule::Sign(axis) => Some((member, *axis)),
            _ => None,
        })
        .collect();
    let length = |&(member, axis): &(usize, Option<usize>)| {
        let shape = floats(&answers[member]).map_or(&[][..], ArrayD::shape);
        axis.map_or(1, |axis| shape[axis])
    };
    for entry in 0..signed.iter().map(length).max().unwrap_or(0) {
        let mut gaps = [Gap::default(); 2];
        for &(member, axis) in &signed {
            let lanes =
                [&answers[member], &aligned[member]].map(|value| floats(value).and_then(|array| lane(array, axis, entry)));
            let [Some(answer), Some(right)] = lanes else { continue };
            for (answer, right) in answer.iter().zip(right) {
                gaps[0].add(*answer, *right, tolerance);
                gaps[1].add(*answer, -*right, tolerance);
            }
        }
        if gaps[1] < gaps[0] {
            signed
                .iter()
                .for_each(|&(member, axis)| negate(&mut aligned[member], axis, entry));
        }
    }
}

/// The entry along an axis, or the whole array; none beyond its end, which a known mistake's members may disagree on.
fn lane(array: &ArrayD<f64>, axis: Option<usize>, entry: usize) -> Option<ArrayViewD<'_, f64>> {
    match axis {
        None => Some(array.view()),
        Some(axis) => (entry < array.shape()[axis]).then(|| array.index_axis(Axis(axis), entry)),
    }
}

fn negate(value: &mut Value, axis: Option<usize>, entry: usize) {
    let Value::Tensor(Tensor::F64(array)) = value else { return };
    match axis {
        None => array.mapv_inplace(|number| -number),
        Some(axis) if entry < array.shape()[axis] => array.index_axis_mut(Axis(axis), entry).mapv_inplace(|number| -number),
        Some(_) => {}
    }
}

/// Gives the blessed labels and clusters the learner's names. Blessed labels that name no cluster, as a known mistake's may,
/// stay as they are: then only an equal answer is alike.
fn rename(answers: &[Value], aligned: &mut [Value], rules: &[Rule]) -> Result<(), (usize, DifferenceKind)> {
    let Some(place) = rules.iter().position(|rule| *rule == Rule::Labels) else {
        return Ok(());
    };
    let (Some(mine), Some(right)) = (whole_numbers(&answers[place]), whole_numbers(&aligned[place])) else {
        return Ok(());
    };
    let clusters = match rules.contains(&Rule::Clusters) {
        true => match clusters(aligned, rules).filter(|clusters| labels::beyond(right, *clusters).is_none()) {
            Some(clusters) => Some(clusters),
            None => return Ok(()),
        },
        false => None,
    };
    if let Some((clusters, (row, label))) = clusters.and_then(|clusters| Some((clusters, labels::beyond(mine, clusters)?))) {
        return Err((place, DifferenceKind::Label { row, label, clusters }));
    }
    if let Some(misgrouped) = labels::misgrouped(mine, right) {
        return Err((place, DifferenceKind::Groups(misgrouped)));
    }
    let order = clusters.map(|clusters| labels::order(mine, right, clusters));
    for (member, rule) in rules.iter().enumerate() {
        match (rule, &order) {
            (Rule::Labels, _) => aligned[member] = answers[member].clone(),
            (Rule::Clusters, Some(order)) => reorder(&mut aligned[member], order),
            _ => {}
        }
    }
    Ok(())
}

fn reorder(value: &mut Value, order: &[usize]) {
    match value {
        Value::Tensor(Tensor::F64(array)) => *array = array.select(Axis(0), order),
        Value::Tensor(Tensor::I64(array)) => *array = array.select(Axis(0), order),
        _ => {}
    }
}

/// How many clusters there are; `None` where members disagree, as a known mistake's may.
fn clusters(members: &[Value], rules: &[Rule]) -> Option<usize> {
    let of_clusters = members.iter().zip(rules).filter(|(_, rule)| **rule == Rule::Clusters);
    let mut counts = of_clusters.map(|(member, _)| match member {
        Value::Tensor(tensor) => tensor.shape().first().copied(),
        Value::Tuple(_) => None,
    });
    let first = counts.next()??;
    counts.all(|count| count == Some(first)).then_some(first)
}

fn floats(value: &Value) -> Option<&ArrayD<f64>> {
    match value {
        Value::Tensor(Tensor::F64(array)) => Some(array),
        _ => None,
    }
}

fn whole_numbers(value: &Value) -> Option<&ArrayD<i64>> {
    match value {
        Value::Tensor(Tensor::I64(array)) => Some(array),
        _ => None,
    }
}
