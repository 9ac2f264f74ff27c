"""What is returned is the gain, the parent's impurity minus the children's. Where the gain is largest the impurity is
lowest, so the split is right, but not the number beside it. Return the weighted impurity of the children.
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
    return threshold, gini(y) - impurity


def best_split(x, y):
    splits = []
    for column in range(x.shape[1]):
        threshold, gain = best_threshold(x[:, column], y)
        if not np.isnan(threshold):
            splits.append((-gain, column, threshold))
    loss, column, threshold = min(splits, default=(0.0, -1, np.nan))
    return column, threshold, -loss


def children(left, right):
    return (len(left) * gini(left) + len(right) * gini(right)) / (len(left) + len(right))
