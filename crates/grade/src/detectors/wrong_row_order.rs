//! Predictions that fit their rows in another order: sorted by id, reversed, shifted by one.

use super::subject::{ClassRows, RealRows, Rows, Subject};
use crate::statistics::{correlation, mean, normal_tail, rank_correlation_tail, ranks};

pub const ID: &str = "wrong-row-order";

/// Shared among all orders tried.
const SIGNIFICANCE: f64 = 0.001;
const ORDERS: f64 = 6.0;

/// In the order as given, predictions may agree with the truth at most this much as well as in the restored order.
/// Neighbouring rows are often alike, so a weak model in the right order also agrees with its neighbours' truth.
const AS_GIVEN: f64 = 0.5;

/// How far predictions agree with the truth once they are put in an order, and p of that by chance.
type Agreement<'a> = dyn Fn(&[usize]) -> (f64, f64) + 'a;

/// No better than the baseline, and some order in {id, id descending, lexical, reversed, ±1} has Spearman p < .001/6 (for
/// classes, agreement beyond chance), and at least twice the agreement of the order as given.
pub fn detect(subject: &Subject) -> Option<String> {
    if subject.decision.beats_baseline() {
        return None;
    }
    let agreement: Box<Agreement> = match &subject.rows {
        Rows::Real(rows) => Box::new(|order| of_real(subject, rows, order)),
        Rows::Class(rows) => Box::new(|order| of_classes(subject, rows, order)),
        Rows::Scores(_) => return None,
    };
    let as_given: Vec<usize> = (0..subject.held_out.ids.len()).collect();
    let (given, _) = agreement(&as_given);
    let restored = orders(&subject.held_out.ids)
        .into_iter()
        .filter(|(_, order)| *order != as_given)
        .filter_map(|(words, order)| {
            let (agreement, tail) = agreement(&order);
            (tail < SIGNIFICANCE / ORDERS && given < AS_GIVEN * agreement).then_some((words, agreement))
        });
    let (words, agreement) = restored.max_by(|left, right| left.1.total_cmp(&right.1))?;
    Some(format!(
        "your predictions agree with the truth once the rows are {words} (correlation {agreement:.2}, against {given:.2} as returned)"
    ))
}

/// Orders the learner may have answered in: `order[k]` is the row that the k-th prediction belongs to.
fn orders(ids: &[String]) -> Vec<(&'static str, Vec<usize>)> {
    let rows = ids.len();
    let sorted = |compare: &dyn Fn(usize, usize) -> std::cmp::Ordering| {
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_by(|&left, &right| compare(left, right));
        order
    };
    let number = |row: usize| ids[row].parse::<f64>().unwrap_or(f64::INFINITY);
    vec![
        ("sorted by id", sorted(&|left, right| number(left).total_cmp(&number(right)))),
        (
            "sorted by id, descending",
            sorted(&|left, right| number(right).total_cmp(&number(left))),
        ),
        ("sorted by id as text", sorted(&|left, right| ids[left].cmp(&ids[right]))),
        ("reversed", (0..rows).rev().collect()),
        ("shifted down by one", (0..rows).map(|row| (row + 1) % rows).collect()),
        ("shifted up by one", (0..rows).map(|row| (row + rows - 1) % rows).collect()),
    ]
}

/// Every prediction at the row it belongs to.
fn restore<T: Copy>(learner: &[T], order: &[usize]) -> Vec<T> {
    let mut restored = learner.to_vec();
    order.iter().zip(learner).for_each(|(&row, &value)| restored[row] = value);
    restored
}

/// Spearman's correlation with the truth and its one-sided p.
fn of_real(subject: &Subject, rows: &RealRows, order: &[usize]) -> (f64, f64) {
    let restored = subject.scored(&restore(rows.learner, order));
    let correlation = correlation(&ranks(&restored), &ranks(&subject.scored(rows.truth)));
    (correlation, rank_correlation_tail(correlation, restored.len(), 0))
}

/// Matthews' correlation with the truth, summed class by class, and its one-sided p.
fn of_classes(subject: &Subject, rows: &ClassRows, order: &[usize]) -> (f64, f64) {
    let (restored, truth) = (subject.scored(&restore(rows.learner, order)), subject.scored(rows.truth));
    let is = |labels: &[i64], class: i64| labels.iter().map(|&label| f64::from(label == class)).collect::<Vec<_>>();
    let by_class = (0..rows.train.counts.len() as i64).map(|class| correlation(&is(&restored, class), &is(&truth, class)));
    let correlation = mean(&by_class.collect::<Vec<_>>());
    (correlation, normal_tail(correlation * (restored.len() as f64).sqrt()))
}
