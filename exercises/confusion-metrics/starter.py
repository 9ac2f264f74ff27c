"""Confusion metrics: README.md says what each of the four returns."""

import numpy as np


def confusion_matrix(y_true, y_pred, classes):
    counts = np.zeros((classes, classes), dtype=np.int64)
    # TODO: counts[truth, prediction] is how many rows have this truth and this prediction.
    return counts


def precision_score(y_true, y_pred, positive):
    claimed = np.sum(y_pred == positive)
    # TODO: of the rows claimed to be positive, which share is?
    return claimed / len(y_pred)


def recall_score(y_true, y_pred, positive):
    actual = np.sum(y_true == positive)
    # TODO: of the rows that are positive, which share was found?
    return actual / len(y_true)


def macro_f1_score(y_true, y_pred, classes):
    # TODO: F1 of each class 0 … classes − 1, then their plain average.
    return 0.5
