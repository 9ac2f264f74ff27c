//! How well train rows come out beside hidden ones: learned by heart, or not learned either.

use ndarray::Array1;

use super::subject::{Rows, Subject, mean_absolute};
use crate::checks::shown;
use crate::finding::Finding;
use crate::held_out::Target;
use crate::metrics::{Metric, Prediction, evaluate};

pub const OVERFITTING: &str = "overfitting";
pub const UNDERFITTING: &str = "underfitting";
/// Neither: what is seen, without a cause.
pub const BETWEEN: &str = "some-way-to-go";

/// Learned by heart: so few errors on train rows, as a share of those on hidden ones …
const BY_HEART: f64 = 0.2;
/// … and not learned either: so many.
const NOT_EITHER: f64 = 0.8;
/// So few errors in a sample say nothing.
const FEW: f64 = 20.0;

/// What is seen, last of all: nothing else explains why the bar was missed. It says by how much, and no more than that.
pub fn detect(subject: &Subject) -> Option<Finding> {
    let recall = subject.asides.recall.as_ref()?;
    match &subject.rows {
        Rows::Class(rows) => {
            let right = recall.right()?;
            let wrong = |right: &mut dyn Iterator<Item = bool>| right.filter(|right| !right).count();
            let of_train = wrong(&mut right.iter().copied()) as f64 / right.len() as f64;
            let (truth, learner) = (subject.scored(rows.truth), subject.scored(rows.learner));
            let of_hidden =
                wrong(&mut truth.iter().zip(&learner).map(|(truth, label)| truth == label)) as f64 / truth.len() as f64;
            let id = match of_hidden * right.len() as f64 {
                expected if expected < FEW => BETWEEN,
                _ => judge(of_train, of_hidden),
            };
            let [train, hidden] = [of_train, of_hidden].map(|wrong| 100.0 * (1.0 - wrong));
            let worst = confusion(&truth, &learner, rows.train.counts.len());
            Some(Finding::new(
                id,
                format!(
                    "of {} train rows asked about again {train:.1} % are right, of the hidden rows {hidden:.1} %{worst}",
                    right.len()
                ),
            ))
        }
        Rows::Real(rows) => {
            let (truth, answer) = recall.numbers()?;
            let hidden = (subject.scored(rows.truth), subject.scored(rows.learner));
            let (what, [of_train, of_hidden]) = error(subject.metric, [(&truth, &answer), (&hidden.0, &hidden.1)]);
            let [train, hidden] = [of_train, of_hidden].map(shown);
            Some(Finding::new(
                judge(of_train, of_hidden),
                format!(
                    "{what} is {train} on {} train rows asked about again, and {hidden} on hidden rows",
                    truth.len()
                ),
            ))
        }
        Rows::Scores(_) => None,
    }
}

/// How far predictions are off, in the metric that the score is in where that is an error.
fn error(metric: Metric, rows: [(&[f64], &[f64]); 2]) -> (String, [f64; 2]) {
    let scored = |(truth, answer): (&[f64], &[f64])| {
        let (truth, answer) = (Array1::from(truth.to_vec()), Array1::from(answer.to_vec()));
        evaluate(metric, &Target::Real(truth), &Prediction::Values(answer)).ok()
    };
    match rows.map(scored) {
        [Some(train), Some(hidden)] if metric.is_error() => {
            (format!("your {}", metric.name().replace('_', " ")), [train, hidden])
        }
        _ => (
            "your mean absolute error".to_owned(),
            rows.map(|(truth, answer)| mean_absolute(truth, answer)),
        ),
    }
}

fn judge(of_train: f64, of_hidden: f64) -> &'static str {
    if of_train < BY_HEART * of_hidden {
        OVERFITTING
    } else if of_train > NOT_EITHER * of_hidden {
        UNDERFITTING
    } else {
        BETWEEN
    }
}

/// The class most often taken for another; where there are two, both errors.
fn confusion(truth: &[i64], learner: &[i64], classes: usize) -> String {
    let pairs = (0..classes as i64).flat_map(|class| (0..classes as i64).map(move |label| (class, label)));
    let count = |pair: &(i64, i64)| {
        truth
            .iter()
            .zip(learner)
            .filter(|(truth, label)| (**truth, **label) == *pair)
            .count()
    };
    let worst = pairs.filter(|(class, label)| class != label).max_by_key(count);
    match worst {
        Some((class, label)) if classes > 2 => {
            let rows = truth.iter().filter(|&&truth| truth == class).count();
            format!(
                "; most often {class} is taken for {label}, {} of {rows} times",
                count(&(class, label))
            )
        }
        _ => {
            let rows = |class: i64| truth.iter().filter(|&&truth| truth == class).count();
            format!(
                "; of {} of class 1 you miss {}, of {} of class 0 you take {} for 1",
                rows(1),
                count(&(1, 0)),
                rows(0),
                count(&(0, 1))
            )
        }
    }
}
