"""False alarms and misses are swapped: rows of the matrix are the true classes, columns the predicted ones. Precision
looks down a column (all that was claimed), recall along a row (all that is there). Exchange the two.
"""

import numpy as np


def confusion_matrix(y_true, y_pred, classes):
    counts = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(counts, (y_pred, y_true), 1)
    return counts


def precision_score(y_true, y_pred, positive):
    hits = np.sum((y_true == positive) & (y_pred == positive))
    return ratio(hits, np.sum(y_true == positive))


def recall_score(y_true, y_pred, positive):
    hits = np.sum((y_true == positive) & (y_pred == positive))
    return ratio(hits, np.sum(y_pred == positive))


def macro_f1_score(y_true, y_pred, classes):
    counts = confusion_matrix(y_true, y_pred, classes)
    hits, actual, claimed = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    return np.mean([ratio(2 * hits[c], actual[c] + claimed[c]) for c in range(classes)])


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0
