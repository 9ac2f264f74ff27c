"""The impurities of the two children are added up, however many rows each has. The sum can exceed the parent's impurity,
and a child of one row weighs as much as all the others. Weight each child by its share of the rows.
"""

import numpy as np


def gini(y):
    shares = np.bincount(y) / len(y)
    return 1 - np.sum(shares**2)


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
    return gini(left) + gini(right)
