"""The classes' F1 scores are weighted by how often each class occurs: that is the weighted average, not macro. A rare
class hardly counts in it. Give every class the same weight, 1/C.
"""

import numpy as np


def confusion_matrix(y_true, y_pred, classes):
    counts = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(counts, (y_true, y_pred), 1)
    return counts


def precision_score(y_true, y_pred, positive):
    hits = np.sum((y_true == positive) & (y_pred == positive))
    return ratio(hits, np.sum(y_pred == positive))


def recall_score(y_true, y_pred, positive):
    hits = np.sum((y_true == positive) & (y_pred == positive))
    return ratio(hits, np.sum(y_true == positive))


def macro_f1_score(y_true, y_pred, classes):
    counts = confusion_matrix(y_true, y_pred, classes)
    hits, actual, claimed = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    f1 = [ratio(2 * hits[c], actual[c] + claimed[c]) for c in range(classes)]
    return np.average(f1, weights=actual)


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0
