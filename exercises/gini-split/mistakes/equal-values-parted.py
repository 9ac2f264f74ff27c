"""After sorting, a cut is tried between every two rows, also where both have the same value. No threshold can part equal
values, so such a split looks purer than it can be. Cut only between two different values.
"""

import numpy as np


def gini(y):
    shares = np.bincount(y) / len(y)
    return 1 - np.sum(shares**2)


def best_threshold(x, y):
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    splits = [(children(y[:i], y[i:]), (x[i - 1] + x[i]) / 2) for i in range(1, len(y))]
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
