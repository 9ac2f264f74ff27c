"""Every pair compared at once; every threshold held against every row."""

import numpy as np


def roc_auc_score(y_true, y_score):
    positive, negative = y_score[y_true == 1], y_score[y_true == 0]
    if not positive.size * negative.size:
        return float("nan")
    won = np.greater.outer(positive, negative)
    tied = np.equal.outer(positive, negative)
    return (won + 0.5 * tied).mean()


def roc_curve(y_true, y_score):
    thresholds = np.concatenate([[np.inf], np.unique(y_score)[::-1]])
    called = y_score >= thresholds[:, np.newaxis]
    truth = y_true.astype(bool)
    with np.errstate(invalid="ignore"):
        fpr = np.count_nonzero(called & ~truth, axis=1) / np.float64((~truth).sum())
        tpr = np.count_nonzero(called & truth, axis=1) / np.float64(truth.sum())
    return [fpr, tpr, thresholds]
