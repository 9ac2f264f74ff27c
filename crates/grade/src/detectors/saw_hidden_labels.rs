//! Canaries: unscored rows whose labels were re-drawn at random. Nobody can predict those labels without having read them.

use super::subject::{Rows, Subject};
use crate::statistics::{binomial_at_least, correlation, partial_correlation, rank_correlation_tail, ranks};

pub const ID: &str = "saw-hidden-labels";

/// The only detector that accuses: one honest run in ten thousand at most.
const SIGNIFICANCE: f64 = 1e-4;

/// Classes: P(Bin(canaries, 1/K) ≥ hits) < 1e-4. Real: the prediction follows the re-drawn labels, given what the reference
/// predicts from the features, with p < 1e-4.
pub fn detect(subject: &Subject) -> Option<String> {
    match &subject.rows {
        Rows::Class(rows) => {
            let (drawn, learner) = (subject.canaries(rows.truth), subject.canaries(rows.learner));
            let hits = drawn.iter().zip(&learner).filter(|(drawn, learner)| drawn == learner).count();
            let chance = 1.0 / rows.train.counts.len().max(1) as f64;
            (binomial_at_least(drawn.len(), chance, hits) < SIGNIFICANCE).then(|| {
                format!(
                    "{hits} of {} labels that were drawn at random are predicted exactly",
                    drawn.len()
                )
            })
        }
        Rows::Real(rows) => {
            let [drawn, learner, reference] =
                [rows.truth, rows.learner, rows.reference].map(|values| ranks(&subject.canaries(values)));
            let follows = partial_correlation(&learner, &drawn, &reference);
            (rank_correlation_tail(follows, drawn.len(), 1) < SIGNIFICANCE).then(|| evidence(follows, drawn.len()))
        }
        Rows::Scores(rows) => {
            let drawn: Vec<f64> = subject.canaries(rows.truth).into_iter().map(|label| label as f64).collect();
            let follows = correlation(&ranks(&subject.canaries(rows.learner)), &ranks(&drawn));
            (rank_correlation_tail(follows, drawn.len(), 0) < SIGNIFICANCE).then(|| evidence(follows, drawn.len()))
        }
    }
}

fn evidence(follows: f64, drawn: usize) -> String {
    format!("your predictions follow {drawn} labels that were drawn at random (correlation {follows:.2})")
}
