"""`positive` is ignored: class 1 is always taken as the positive one. Which class matters is the caller's choice, and
may well be 0 or 2. Compare with `positive`.
"""

import numpy as np


def confusion_matrix(y_true, y_pred, classes):
    counts = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(counts, (y_true, y_pred), 1)
    return counts


def precision_score(y_true, y_pred, positive):
    hits = np.sum((y_true == 1) & (y_pred == 1))
    return ratio(hits, np.sum(y_pred == 1))


def recall_score(y_true, y_pred, positive):
    hits = np.sum((y_true == 1) & (y_pred == 1))
    return ratio(hits, np.sum(y_true == 1))


def macro_f1_score(y_true, y_pred, classes):
    counts = confusion_matrix(y_true, y_pred, classes)
    hits, actual, claimed = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    return np.mean([ratio(2 * hits[c], actual[c] + claimed[c]) for c in range(classes)])


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0
