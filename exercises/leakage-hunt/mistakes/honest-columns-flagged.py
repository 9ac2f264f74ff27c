"""A column is called a leak if the best cut through it is accurate. Where bad loans are rare, nearly every cut is:
calling all loans good is 95 % right if 5 % go bad. So honest columns are thrown away. Use the AUC, for which a
useless column has 0.5 however rare the bad.
"""

import numpy as np


def auc(x, y):
    bad, good = x[y == 1][:, np.newaxis], x[y == 0]
    return np.mean(bad > good) + np.mean(bad == good) / 2


def leaks(names, x, y, known, limit):
    scores = np.array([best_cut(column, y) for column in x.T])
    is_leak = (known > 0) | (scores >= limit)
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


def best_cut(x, y):
    right = np.mean((x >= x[:, np.newaxis]) == (y == 1), axis=1)
    return max(right.max(), 1 - right.min())
