//! Predictions that hardly vary: the mean of the target, or one class for all rows.

use super::subject::{Rows, Subject};
use crate::checks::shown;
use crate::finding::Finding;
use crate::statistics::{mean, variance};

pub const ID: &str = "constant-prediction";
/// The class of all rows is the commonest one of the train rows, where one is common.
pub const COMMONEST: &str = "constant-prediction/commonest";

/// A class is common that has this share of the train rows.
const COMMON: f64 = 0.6;

/// Predictions vary less than this share of what the train target varies.
const SHARE: f64 = 0.01;

/// Var(ŷ) < 0.01·Var(y_train). For classes the variance is that of a draw by class, 1 − Σ share².
pub fn detect(subject: &Subject) -> Option<Finding> {
    match &subject.rows {
        Rows::Real(rows) => {
            let learner = subject.scored(rows.learner);
            let [of_learner, of_train] = [variance(&learner), rows.train.variance].map(f64::sqrt);
            (variance(&learner) < SHARE * rows.train.variance).then(|| {
                let [middle, of_learner, of_train] = [mean(&learner), of_learner, of_train].map(shown);
                Finding::new(
                    ID,
                    format!(
                        "your predictions are all about {middle}: they spread by {of_learner}, the train target by {of_train}"
                    ),
                )
            })
        }
        Rows::Class(rows) => {
            let learner = subject.scored(rows.learner);
            let classes = rows.train.counts.len();
            let count = |class: usize| learner.iter().filter(|&&label| label == class as i64).count();
            let shares: Vec<f64> = (0..classes).map(|class| count(class) as f64 / learner.len() as f64).collect();
            let priors: Vec<f64> = (0..classes).map(|class| rows.train.prior(class)).collect();
            let commonest = (0..classes).max_by_key(|&class| count(class))?;
            (spread(&shares) < SHARE * spread(&priors)).then(|| {
                let id = if priors[commonest] > COMMON { COMMONEST } else { ID };
                let [rows, all] = [count(commonest), learner.len()];
                Finding::new(id, format!("{rows} of {all} rows were predicted as class {commonest}"))
            })
        }
        Rows::Scores(rows) => {
            let learner = subject.scored(rows.learner);
            let constant = learner.iter().all(|&score| score == learner[0]);
            constant.then(|| Finding::new(ID, format!("every row was given the score {}", shown(learner[0]))))
        }
    }
}

fn spread(shares: &[f64]) -> f64 {
    1.0 - shares.iter().map(|share| share * share).sum::<f64>()
}
