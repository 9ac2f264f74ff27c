"""Columns are judged by how well they tell the classes apart, and when they are known is not asked. What comes after
the decision need not be a perfect copy of the outcome to leak; the model will simply not have it. Add every column
with a day after 0.
"""

import numpy as np


def auc(x, y):
    bad, good = x[y == 1][:, np.newaxis], x[y == 0]
    return np.mean(bad > good) + np.mean(bad == good) / 2


def leaks(names, x, y, known, limit):
    scores = columns(x, y)
    is_leak = np.maximum(scores, 1 - scores) >= limit
    return [name for name, leaking in zip(names, is_leak) if leaking]


def torn_groups(group, fold):
    return [number for number in np.unique(group) if len(np.unique(fold[group == number])) > 1]


def cv_score(x, y, fold):
    scores = []
    for number in np.unique(fold):
        own = fold == number
        others = columns(x[~own], y[~own])
        best = np.argmax(np.abs(others - 0.5))
        score = auc(x[own, best], y[own])
        scores.append(score if others[best] >= 0.5 else 1 - score)
    return np.mean(scores)


def columns(x, y):
    return np.array([auc(column, y) for column in x.T])
