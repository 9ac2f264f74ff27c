//! A model that is at chance even on rows it was fitted on: X and y out of step, or predict prepares rows otherwise than fit.

use super::subject::{Aside, Rows, Subject};
use crate::finding::Finding;
use crate::statistics::{correlation, rank_correlation_tail, ranks};

pub const ID: &str = "out-of-step";
pub const DIM: &str = "out-of-step/scaled";

/// Agreement with the truth is no more than chance where its p is above this.
const CHANCE: f64 = 0.05;
/// A rank correlation at chance is also below this, however few the rows.
const WEAK: f64 = 0.1;
/// Scaled images must be read right in so many more of a hundred rows.
const BETTER: f64 = 0.3;

/// Images read far better once they are scaled to 0 … 1; else no agreement beyond chance, neither on the part nor on train rows
/// that the model was fitted on, though its predictions vary.
pub fn detect(subject: &Subject) -> Option<Finding> {
    scaled(subject).or_else(|| at_chance(subject))
}

fn scaled(subject: &Subject) -> Option<Finding> {
    let [dim, real] = [subject.asides.dim.as_ref()?, subject.asides.real.as_ref()?].map(Aside::right);
    let (dim, real) = (dim?, real?);
    let share = |right: &[bool]| right.iter().filter(|right| **right).count() as f64 / right.len().max(1) as f64;
    let is_better = share(&dim) > share(&real) + BETTER;
    is_better.then(|| {
        let [dim, real] = [share(&dim), share(&real)].map(|share| 100.0 * share);
        let rows = subject.asides.dim.as_ref().map_or(0, Aside::rows);
        Finding::new(
            DIM,
            format!("of {rows} pictures {real:.0} % are read right as they are, and {dim:.0} % with 1 for ink and 0 for paper"),
        )
    })
}

fn at_chance(subject: &Subject) -> Option<Finding> {
    let recall = subject.asides.recall.as_ref()?;
    let (truth, answer) = recall.numbers()?;
    let (part_truth, part_answer) = match &subject.rows {
        Rows::Real(rows) => (subject.scored(rows.truth), subject.scored(rows.learner)),
        Rows::Class(rows) => {
            let numbers = |classes: &[i64]| subject.scored(classes).iter().map(|&class| class as f64).collect();
            (numbers(rows.truth), numbers(rows.learner))
        }
        Rows::Scores(_) => return None,
    };
    let is_class = matches!(subject.rows, Rows::Class(_));
    let is_at_chance = |truth: &[f64], answer: &[f64]| match is_class {
        true => agreement_is_chance(truth, answer),
        false => order_is_chance(truth, answer),
    };
    (is_at_chance(&truth, &answer) && is_at_chance(&part_truth, &part_answer)).then(|| {
        let rows = truth.len();
        let seen = match is_class {
            true => {
                let right = truth.iter().zip(&answer).filter(|(truth, answer)| truth == answer).count();
                format!("of {rows} train rows asked about again {right} are right, no more than chance gives")
            }
            false => format!(
                "for {rows} train rows asked about again your predictions and the targets have a rank correlation of {:.2}",
                correlation(&ranks(&truth), &ranks(&answer))
            ),
        };
        Finding::new(ID, seen)
    })
}

fn order_is_chance(truth: &[f64], answer: &[f64]) -> bool {
    let correlation = correlation(&ranks(truth), &ranks(answer));
    varies(answer) && correlation < WEAK && rank_correlation_tail(correlation, truth.len(), 0) > CHANCE
}

/// As many rows right as two columns with these shares would have by chance, within its noise.
fn agreement_is_chance(truth: &[f64], answer: &[f64]) -> bool {
    let rows = truth.len() as f64;
    let share = |values: &[f64], class: f64| values.iter().filter(|&&value| value == class).count() as f64 / rows;
    let mut classes = truth.to_vec();
    classes.extend(answer);
    classes.sort_by(f64::total_cmp);
    classes.dedup();
    let expected: f64 = classes.iter().map(|&class| share(truth, class) * share(answer, class)).sum();
    let right = truth.iter().zip(answer).filter(|(truth, answer)| truth == answer).count() as f64 / rows;
    let noise = (expected * (1.0 - expected) / rows).sqrt();
    let common = classes.iter().map(|&class| share(answer, class)).fold(0.0, f64::max);
    common < COMMON && right < expected + 1.645 * noise
}

/// One class for more than this share of rows is called constant, whatever lies behind.
const COMMON: f64 = 0.95;

fn varies(answer: &[f64]) -> bool {
    answer.iter().any(|value| *value != answer[0])
}
