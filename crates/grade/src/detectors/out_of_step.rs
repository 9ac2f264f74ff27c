//! A model that is at chance even on rows it was fitted on: X and y out of step, or predict prepares rows otherwise than fit.

use super::subject::{Aside, Rows, Subject};
use crate::finding::Finding;
use crate::statistics::{correlation, rank_correlation_tail, ranks};

pub const ID: &str = "out-of-step";
pub const DIM: &str = "out-of-step/scaled";
pub const TURNED_ROUND: &str = "out-of-step/turned-round";

/// Agreement with the truth is no more than chance where its p is above this.
const CHANCE: f64 = 0.05;
/// A rank correlation at chance is also below this, however few the rows.
const WEAK: f64 = 0.1;
/// z of an agreement below chance (p < .001).
const CLEARLY: f64 = 3.09;
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
        let (id, seen) = match is_class {
            true => agreement(&truth, &answer),
            false => (
                ID,
                format!(
                    "for {} train rows asked about again your predictions and the targets have a rank correlation of {:.2}",
                    truth.len(),
                    correlation(&ranks(&truth), &ranks(&answer))
                ),
            ),
        };
        Finding::new(id, seen)
    })
}

/// How often classes are right where that is no more than chance gives, or clearly less.
fn agreement(truth: &[f64], answer: &[f64]) -> (&'static str, String) {
    let rows = truth.len();
    let right = truth.iter().zip(answer).filter(|(truth, answer)| truth == answer).count();
    let (expected, noise) = by_chance(truth, answer);
    let seen = format!("of {rows} train rows asked about again {right} are right");
    match (right as f64) < (expected - CLEARLY * noise) * rows as f64 {
        true => (
            TURNED_ROUND,
            format!("{seen}, and chance would give {:.0}", expected * rows as f64),
        ),
        false => (ID, format!("{seen}, no more than chance gives")),
    }
}

fn order_is_chance(truth: &[f64], answer: &[f64]) -> bool {
    let correlation = correlation(&ranks(truth), &ranks(answer));
    varies(answer) && correlation < WEAK && rank_correlation_tail(correlation, truth.len(), 0) > CHANCE
}

/// As many rows right as two columns with these shares would have by chance, within its noise.
fn agreement_is_chance(truth: &[f64], answer: &[f64]) -> bool {
    let rows = truth.len() as f64;
    let right = truth.iter().zip(answer).filter(|(truth, answer)| truth == answer).count() as f64 / rows;
    let (expected, noise) = by_chance(truth, answer);
    let common = answer.iter().map(|&class| share(answer, class)).fold(0.0, f64::max);
    common < COMMON && right < expected + 1.645 * noise
}

/// The share of rows that two columns of classes would agree in by chance, and its noise.
fn by_chance(truth: &[f64], answer: &[f64]) -> (f64, f64) {
    let mut classes = [truth, answer].concat();
    classes.sort_by(f64::total_cmp);
    classes.dedup();
    let expected: f64 = classes.iter().map(|&class| share(truth, class) * share(answer, class)).sum();
    (expected, (expected * (1.0 - expected) / truth.len() as f64).sqrt())
}

fn share(values: &[f64], class: f64) -> f64 {
    values.iter().filter(|&&value| value == class).count() as f64 / values.len() as f64
}

/// One class for more than this share of rows is called constant, whatever lies behind.
const COMMON: f64 = 0.95;

fn varies(answer: &[f64]) -> bool {
    answer.iter().any(|value| *value != answer[0])
}
