//! A clustering, (labels, centroids, …), compared up to one renaming of its clusters.

use ndarray::ArrayD;

use super::compare::{Difference, DifferenceKind, exact};
use super::comparison::Role;
use super::labels;
use crate::value::{Tensor, Value};

/// The first difference under the one renaming that the labels give; none where all members agree under it.
///
/// # Errors
/// What is wrong with the labels themselves, so that they give no renaming.
pub fn under_names(
    answers: &[Value],
    rights: &[Value],
    roles: &[Role],
    tolerance: f64,
) -> Result<Option<Difference>, DifferenceKind> {
    let whole = || exact(&Value::Tuple(answers.to_vec()), &Value::Tuple(rights.to_vec()), tolerance);
    if let Some(differs) = shapes_differ(answers, rights) {
        return Ok(Some(differs));
    }
    let (Some(mine), Some(right), Some(clusters)) = (labels_of(answers), labels_of(rights), clusters(rights, roles)) else {
        return Ok(whole());
    };
    // Labels that number no cluster name nothing; then only an equal answer is right.
    if labels::beyond(right, clusters).is_some() {
        return Ok(whole());
    }
    if let Some((row, label)) = labels::beyond(mine, clusters) {
        return Err(DifferenceKind::Label { row, label, clusters });
    }
    if let Some(misgrouped) = labels::misgrouped(mine, right) {
        return Err(DifferenceKind::Groups(misgrouped));
    }
    let names = labels::renaming(mine, right, clusters);
    let member = |(index, role): (usize, &Role)| {
        let right = match role {
            Role::Labels => return None,
            Role::Clusters => renamed(&answers[index], &rights[index], &names, tolerance),
            Role::Other => rights[index].clone(),
        };
        exact(&answers[index], &right, tolerance).map(|found| found.in_part(index))
    };
    Ok(roles.iter().enumerate().find_map(member))
}

/// What keeps a blessed clustering from being compared: a label that numbers none of its clusters.
pub fn unnamed(rights: &[Value], roles: &[Role]) -> Option<DifferenceKind> {
    let clusters = clusters(rights, roles)?;
    let (row, label) = labels::beyond(labels_of(rights)?, clusters)?;
    Some(DifferenceKind::Label { row, label, clusters })
}

fn labels_of(members: &[Value]) -> Option<&ArrayD<i64>> {
    match members.first() {
        Some(Value::Tensor(Tensor::I64(labels))) => Some(labels),
        _ => None,
    }
}

/// How many clusters the blessed answer has; `None` where its members disagree, as a known mistake's may.
fn clusters(rights: &[Value], roles: &[Role]) -> Option<usize> {
    let of_clusters = rights.iter().zip(roles).filter(|(_, role)| **role == Role::Clusters);
    let mut counts = of_clusters.map(|(right, _)| match right {
        Value::Tensor(tensor) => tensor.shape().first().copied(),
        Value::Tuple(_) => None,
    });
    let first = counts.next()??;
    counts.all(|count| count == Some(first)).then_some(first)
}

/// The first member of another shape.
fn shapes_differ(answers: &[Value], rights: &[Value]) -> Option<Difference> {
    let differs = |(index, (answer, right)): (usize, (&Value, &Value))| {
        let differs = answer.describe() != right.describe();
        differs
            .then(|| exact(answer, right, 0.0).map(|found| found.in_part(index)))
            .flatten()
    };
    answers.iter().zip(rights).enumerate().find_map(differs)
}

fn renamed(answer: &Value, right: &Value, names: &[Option<usize>], tolerance: f64) -> Value {
    match (answer, right) {
        (Value::Tensor(Tensor::F64(answer)), Value::Tensor(Tensor::F64(right))) => {
            Value::Tensor(Tensor::F64(labels::renamed(answer, right, names, tolerance)))
        }
        (Value::Tensor(Tensor::I64(answer)), Value::Tensor(Tensor::I64(right))) => {
            Value::Tensor(Tensor::I64(labels::renamed(answer, right, names, tolerance)))
        }
        _ => right.clone(),
    }
}
