"""Leaks are looked for by Pearson's correlation, which measures how well a straight line fits. A copy of the target
that was bent, such as losses in money with a long tail, correlates poorly and orders the rows perfectly. Use ranks:
the AUC.
"""

import numpy as np


def auc(x, y):
    bad, good = x[y == 1][:, np.newaxis], x[y == 0]
    return np.mean(bad > good) + np.mean(bad == good) / 2


def leaks(names, x, y, known, limit):
    scores = np.array([correlation(column, y) for column in x.T])
    is_leak = (known > 0) | (np.abs(scores) >= limit)
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


def correlation(x, y):
    x, y = x - x.mean(), y - y.mean()
    spread = np.sqrt(np.sum(x**2) * np.sum(y**2))
    return np.sum(x * y) / spread if spread > 0 else 0.0
