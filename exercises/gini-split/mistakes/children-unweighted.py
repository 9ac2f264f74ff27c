"""The impurities of the two children are averaged as if both were equally large. Cutting off a single row makes one child
pure and looks like a bargain, though nearly all rows are as mixed as before. Weight each child by its number of rows.
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
    return (gini(left) + gini(right)) / 2
