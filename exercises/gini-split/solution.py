"""The one step that builds a tree: the threshold that leaves the purest pair of children."""

import numpy as np


def gini(y):
    shares = np.bincount(y) / len(y)
    return 1 - np.sum(shares**2)


def best_threshold(x, y):
    values = np.unique(x)
    midpoints = (values[:-1] + values[1:]) / 2
    splits = [(children(y[x <= midpoint], y[x > midpoint]), midpoint) for midpoint in midpoints]
    # Tuples compare by impurity first and threshold second, so the lowest threshold wins a tie.
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
    # Every row counts the same, so a child weighs as much as it has rows.
    return (len(left) * gini(left) + len(right) * gini(right)) / (len(left) + len(right))
