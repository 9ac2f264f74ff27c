"""One bincount for everything; counts come back as int32."""

import numpy as np


def confusion_matrix(y_true, y_pred, classes):
    return np.bincount(y_true * classes + y_pred, minlength=classes**2).reshape(classes, classes).astype(np.int32)


def precision_score(y_true, y_pred, positive):
    claimed = y_true[y_pred == positive]
    return np.mean(claimed == positive) if claimed.size else 0.0


def recall_score(y_true, y_pred, positive):
    return precision_score(y_pred, y_true, positive)


def macro_f1_score(y_true, y_pred, classes):
    counts = confusion_matrix(y_true, y_pred, classes)
    f1 = 2 * np.diag(counts) / np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1)
    return f1.mean()
