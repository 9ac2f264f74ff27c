//! What each detector's finding means, and what to do: one or two sentences by detector id.

/// Says how train rows and hidden ones come out, without a cause.
pub const NO_CAUSE: &str = "some-way-to-go";

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
        "Your predictions hardly differ from row to row. Check that predict prepares its rows as fit does, and uses them.",
    ),
    (
        "constant-prediction/commonest",
        "Nearly every row gets the commonest class. Look at the scores behind it: their scale, and the threshold they meet.",
    ),
    (
        "wrong-space",
        "Your predictions have the right order on the wrong scale. Undo in predict exactly what fit did to the target.",
    ),
    (
        "wrong-space/logarithm",
        "Your predictions look like logarithms of the target. Undo it: exp after log, expm1 after log1p.",
    ),
    (
        "wrong-space/logarithm-10",
        "Your predictions look like logarithms to base 10. Undo them with 10**p.",
    ),
    (
        "wrong-space/logarithm-2",
        "Your predictions look like logarithms to base 2. Undo them with 2**p.",
    ),
    (
        "wrong-space/other-base",
        "A logarithm was undone in another base than it was taken in. exp undoes log, 10**p undoes log10.",
    ),
    (
        "wrong-space/root",
        "Your predictions look like square roots of the target. Square them before you return them.",
    ),
    (
        "wrong-space/exponential",
        "Your predictions look like exponentials of the target: exp was applied once too often.",
    ),
    (
        "wrong-space/standardised",
        "Your predictions look standardised. Undo it before you return them: times the train deviation, plus the train mean.",
    ),
    (
        "wrong-space/standardised-logarithm",
        "Your predictions look like standardised logarithms. Undo the standardisation first, then the logarithm.",
    ),
    (
        "wrong-space/min-max",
        "Your predictions look scaled to 0 to 1. Undo it: times the range of the train targets, plus the least of them.",
    ),
    (
        "wrong-space/thousands",
        "Your predictions are off by a factor of a thousand or a million. Return them in the target's own unit.",
    ),
    (
        "wrong-space/line",
        "Your predictions lie along the truth, on another scale: a factor or an offset is missing. Undo what scaled the target.",
    ),
    (
        "impossible-low",
        "Some predictions lie far below anything in the training rows. Fit and predict on a scale where that cannot happen.",
    ),
    (
        "small-targets-missed",
        "Small targets are missed by far larger ratios than large ones, and the score counts ratios. Fit the target's logarithm, and undo it.",
    ),
    (
        "wrong-row-order",
        "Your predictions fit the rows, but in another order. Return one prediction a row, in the order the rows came.",
    ),
    (
        "wrong-row-order/sorted",
        "Your predictions come back sorted, whatever the rows. Return them in the order of the rows: undo the sort, or leave it out.",
    ),
    (
        "labels-permuted",
        "Your classes are systematically permuted. Check how classes are numbered: the first is 0.",
    ),
    (
        "out-of-step",
        "Even rows it was fitted on get chance answers. X and y may be out of step, or predict prepares rows otherwise than fit.",
    ),
    (
        "out-of-step/turned-round",
        "Even train rows come out wrong far more often than chance would have it: something points the wrong way.",
    ),
    (
        "out-of-step/scaled",
        "Your model reads pictures scaled to 0 to 1 better than as they come. Scale pixels in predict as you do in fit.",
    ),
    (
        "wrapped-pixels",
        "Your arithmetic on bytes wraps around: there, 3 - 5 is 254. Turn pixels into floats before you calculate.",
    ),
    (
        "wrapped-pixels/fitted",
        "The same pixels are read otherwise as floats than as bytes, where 3 - 5 is 254. Turn them into floats first, in fit and in predict.",
    ),
    (
        "class-never-predicted",
        "One class is hardly ever predicted. See how often and when fit is shown it, and what its scores are beside the others'.",
    ),
    (
        "class-never-predicted/not-shown",
        "The classes at one end are never predicted, the others are read well: as if the model had not been shown those.",
    ),
    (
        "costs-ignored",
        "Your decisions are right more often than the reference's, yet cost more. Set the threshold by what each error costs.",
    ),
    (
        "one-sided-errors/misses",
        "Beside the reference you take too much of class 1 for 0, and no more of class 0 for 1. Lower the threshold for 1, or give its rows more weight.",
    ),
    (
        "one-sided-errors/false-alarms",
        "Beside the reference you take too much of class 0 for 1, and no more of class 1 for 0. Raise the threshold for 1, or give its rows less weight.",
    ),
    (
        "saw-hidden-labels",
        "Your predictions know labels that were drawn at random and written nowhere else.",
    ),
    (
        "test-set-statistics",
        "A row's prediction changes with the rows beside it. Take means, scales, counts and thresholds from the train rows, in fit.",
    ),
    (
        "test-set-statistics/stops",
        "Your predict needs other rows beside a row. Learn columns, levels and scales in fit; a row on its own must do.",
    ),
    (
        "test-set-statistics/columns",
        "The columns that predict makes depend on the rows of the call. Learn levels or vocabulary in fit, and only look up in predict.",
    ),
    (
        "test-set-statistics/share",
        "Every call gets the same share of class 1: the threshold is taken from the call. Settle it in fit, from the train rows.",
    ),
    (
        "test-set-statistics/every-row",
        "Every row's prediction changes with the rows beside it. Take means, scales and ranks from the train rows, in fit.",
    ),
    (
        "test-set-statistics/some-rows",
        "Some rows' predictions change with the rows beside them. Learn levels, counts and fill-ins from the train rows, in fit.",
    ),
    (
        "test-set-statistics/earlier-calls",
        "What your model answers depends on what it was asked before. Keep nothing in predict from one call to the next.",
    ),
    (
        "order-or-id-leak",
        "Your predictions change with other ids or another order of the rows. Leave the id out of the model, and look at no neighbours.",
    ),
    (
        "order-or-id-leak/place",
        "A row's prediction is that of its place in the call, whichever row stands there. Use the row's own features.",
    ),
    (
        "order-or-id-leak/company",
        "Predictions change with the ids or order of the rows, and with which rows are in the call. Use no id, place or neighbour; learn the rest in fit.",
    ),
    (
        "uncalibrated-probabilities",
        "Your probabilities are too sure, or not sure enough. Calibrate them on rows the model was not fitted on.",
    ),
    (
        "optimistic-validation",
        "The score you claimed is far above the score on hidden rows. Validate on rows that no step of fitting has seen.",
    ),
    (
        "overfitting",
        "Your model knows the train rows far better than new ones. See whether the model is too free, or what it is given tells too little.",
    ),
    (
        "some-way-to-go",
        "No known mistake shows in the predictions; there is some way to go.",
    ),
    (
        "underfitting",
        "Your model misses train rows nearly as often as new ones. Look first at what reaches it (types, scales, gaps, order), then at the model.",
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
