"""Classes that occur neither in `y_true` nor in `y_pred` are left out of the average. Then the score depends on which
rows happen to be in the test set, and two tests cannot be compared. Average over all C classes; an absent one has F1 =
0.
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
    seen = [c for c in range(classes) if actual[c] + claimed[c] > 0]
    return np.mean([ratio(2 * hits[c], actual[c] + claimed[c]) for c in seen])


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0
