"""Counts of right and wrong answers by class, and the scores made from them."""

import numpy as np


def confusion_matrix(y_true, y_pred, classes):
    counts = np.zeros((classes, classes), dtype=np.int64)
    # add.at counts a pair as often as it occurs; counts[y_true, y_pred] += 1 would count it once.
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
    # F1 = 2PR/(P + R) simplifies to 2·hits/(actual + claimed): one division, and so one 0/0 to think of.
    return np.mean([ratio(2 * hits[c], actual[c] + claimed[c]) for c in range(classes)])


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0
