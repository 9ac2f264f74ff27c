//! What each detector's finding means, and what to do: one or two sentences by detector id.

/// The general message, or `None` for an id that has none.
pub fn message(id: &str) -> Option<&'static str> {
    MESSAGES.iter().find(|(known, _)| *known == id).map(|(_, message)| *message)
}

const MESSAGES: &[(&str, &str)] = &[
    (
        "not-deterministic",
        "The same rows got other predictions the second time. Fix the seed of everything random: `random_state`, `seed()`.",
    ),
    (
        "constant-prediction",
        "Your predictions hardly differ from row to row. Check that predict uses its rows, and that fit has run long enough.",
    ),
    (
        "wrong-space",
        "Your predictions are in another unit than the target. Undo the logarithm or the scaling before you return them.",
    ),
    (
        "impossible-low",
        "Some predictions lie far below anything in the training rows. Fit and predict on a scale where that cannot happen.",
    ),
    (
        "wrong-row-order",
        "Your predictions fit the rows, but in another order. Return one prediction a row, in the order the rows came.",
    ),
    (
        "labels-permuted",
        "Your classes are systematically permuted. Check how classes are numbered: the first is 0.",
    ),
    (
        "class-never-predicted",
        "One class is hardly ever predicted. It may be rare: weigh the classes, or move the threshold.",
    ),
    (
        "costs-ignored",
        "Your decisions are right more often than the reference's, yet cost more. Set the threshold by what each error costs.",
    ),
    (
        "saw-hidden-labels",
        "Your predictions know labels that were drawn at random and written nowhere else.",
    ),
    (
        "test-set-statistics",
        "A row's prediction changes with the rows beside it. Take means, scales and vocabularies from the train rows, in fit.",
    ),
    (
        "order-or-id-leak",
        "Your predictions follow a row's id or position instead of its features. Leave the id out of the model.",
    ),
    (
        "uncalibrated-probabilities",
        "Your probabilities are too sure, or not sure enough. Calibrate them on rows the model was not fitted on.",
    ),
    (
        "optimistic-validation",
        "The score you claimed is far above the score on hidden rows. Validate on rows that no step of fitting has seen.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_short_enough_to_be_read() {
        assert!(MESSAGES.iter().all(|(_, message)| message.len() <= 160));
    }
}
