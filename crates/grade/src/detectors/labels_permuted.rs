//! Classes that were renamed throughout: counted from 1, or in the order of another list.

use ndarray::Array2;
use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres;

use super::subject::{Rows, Subject};

pub const ID: &str = "labels-permuted";

/// z of agreement beyond chance that the renamed predictions must exceed (p < .001) …
const RENAMED: f64 = 3.09;
/// … and that the predictions as they are must not (p > .05).
const AS_GIVEN: f64 = 1.645;
/// Agreement of the renamed predictions, as a share of the reference's.
const OF_REFERENCE: f64 = 0.5;

/// Cohen's κ: agreement beyond chance, and its z under chance alone (Fleiss 1969).
#[derive(Clone, Copy)]
struct Kappa {
    value: f64,
    z: f64,
}

/// The best renaming is learned on one half of the rows (Hungarian) and must hold on the other: κ renamed z > 3.09 and
/// ≥ ½ κ of the reference, κ as given z < 1.645.
pub fn detect(subject: &Subject) -> Option<String> {
    let Rows::Class(rows) = &subject.rows else { return None };
    let classes = rows.train.counts.len();
    let (truth, learner) = (subject.scored(rows.truth), subject.scored(rows.learner));
    let reference = subject.scored(rows.reference);
    let half = |labels: &[i64], parity: usize| {
        labels
            .iter()
            .skip(parity)
            .step_by(2)
            .map(|&label| label as usize)
            .collect::<Vec<_>>()
    };
    let renamed = best_renaming(&half(&truth, 0), &half(&learner, 0), classes);
    let (truth, learner, reference) = (half(&truth, 1), half(&learner, 1), half(&reference, 1));
    let mapped: Vec<usize> = learner.iter().map(|&label| renamed[label]).collect();
    let [as_given, after, best] = [&learner, &mapped, &reference].map(|labels| kappa(&truth, labels, classes));
    let permuted = after.z > RENAMED && after.value >= OF_REFERENCE * best.value && as_given.z < AS_GIVEN;
    permuted.then(|| words(&renamed, &truth, &learner, &mapped))
}

/// For each predicted class the true class it stands for, so that the most rows agree.
fn best_renaming(truth: &[usize], learner: &[usize], classes: usize) -> Vec<usize> {
    let mut agree = Matrix::new(classes, classes, 0_i64);
    for (&truth, &learner) in truth.iter().zip(learner) {
        agree[(learner, truth)] += 1;
    }
    kuhn_munkres(&agree).1
}

fn kappa(truth: &[usize], labels: &[usize], classes: usize) -> Kappa {
    let rows = truth.len().max(1) as f64;
    let mut shares = Array2::<f64>::zeros((classes, classes));
    for (&truth, &label) in truth.iter().zip(labels) {
        shares[[truth, label]] += 1.0 / rows;
    }
    let margins: Vec<(f64, f64)> = (0..classes)
        .map(|class| (shares.row(class).sum(), shares.column(class).sum()))
        .collect();
    let chance: f64 = margins.iter().map(|(row, column)| row * column).sum();
    let overlap: f64 = margins.iter().map(|(row, column)| row * column * (row + column)).sum();
    let error = (chance + chance * chance - overlap).max(0.0).sqrt() / rows.sqrt();
    let excess = shares.diag().sum() - chance;
    if error > 0.0 {
        Kappa {
            value: excess / (1.0 - chance),
            z: excess / error,
        }
    } else {
        Kappa { value: 0.0, z: 0.0 }
    }
}

fn words(renamed: &[usize], truth: &[usize], learner: &[usize], mapped: &[usize]) -> String {
    let share = |labels: &[usize]| {
        let right = truth.iter().zip(labels).filter(|(truth, label)| truth == label).count();
        100.0 * right as f64 / truth.len() as f64
    };
    let used = |class: &usize| learner.contains(class);
    let changes = (0..renamed.len()).filter(|&class| renamed[class] != class).filter(used);
    let changes: Vec<String> = changes
        .take(3)
        .map(|class| format!("{class} stands for {}", renamed[class]))
        .collect();
    format!(
        "your classes look systematically permuted: {} (and so on); renamed like that, {:.0} % of rows are right instead of {:.0} %",
        changes.join(", "),
        share(mapped),
        share(learner)
    )
    .replace(" (and so on)", if renamed.len() > 3 { " (and so on)" } else { "" })
}
