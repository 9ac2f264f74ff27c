"""Of several splits that are equally good, this keeps the last: a later one replaces the best even if it only equals it.
Two programs that break ties differently grow different trees. Replace the best only by a strictly lower impurity.
"""

import numpy as np


def gini(y):
    shares = np.bincount(y) / len(y)
    return 1 - np.sum(shares**2)


def best_threshold(x, y):
    values = np.unique(x)
    threshold, impurity = np.nan, gini(y)
    for midpoint in (values[:-1] + values[1:]) / 2:
        candidate = children(y[x <= midpoint], y[x > midpoint])
        if np.isnan(threshold) or candidate <= impurity:
            threshold, impurity = midpoint, candidate
    return threshold, impurity


def best_split(x, y):
    best = -1, np.nan, gini(y)
    for column in range(x.shape[1]):
        threshold, impurity = best_threshold(x[:, column], y)
        if not np.isnan(threshold) and (best[0] == -1 or impurity <= best[2]):
            best = column, threshold, impurity
    return best


def children(left, right):
    return (len(left) * gini(left) + len(right) * gini(right)) / (len(left) + len(right))
