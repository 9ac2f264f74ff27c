"""The column is chosen outside the fold, but its direction inside: a score below 0.5 is turned round. Then no fold can
ever score below 0.5, and pure noise looks useful. Take the direction, too, from the rows outside the fold.
"""

import numpy as np


def auc(x, y):
    bad, good = x[y == 1][:, np.newaxis], x[y == 0]
    return np.mean(bad > good) + np.mean(bad == good) / 2


def leaks(names, x, y, known, limit):
    scores = columns(x, y)
    is_leak = (known > 0) | (np.maximum(scores, 1 - scores) >= limit)
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
        scores.append(max(score, 1 - score))
    return np.mean(scores)


def columns(x, y):
    return np.array([auc(column, y) for column in x.T])
