"""Precision and recall are averaged over the classes first, and F1 is made of the two averages. Then high precision in
one class makes up for low recall in another. Compute F1 within each class and average the F1 scores.
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
    precision = np.mean([ratio(hits[c], claimed[c]) for c in range(classes)])
    recall = np.mean([ratio(hits[c], actual[c]) for c in range(classes)])
    return ratio(2 * precision * recall, precision + recall)


def ratio(part, whole):
    return part / whole if whole > 0 else 0.0
