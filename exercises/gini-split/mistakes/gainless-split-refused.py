"""A split is only kept if its children are purer than all rows together. The first cut of an exclusive or gains nothing,
the two after it are perfect: a tree that refuses never gets there. Compare splits with each other, not with the parent.
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
        if candidate < impurity:
            threshold, impurity = midpoint, candidate
    return threshold, impurity


def best_split(x, y):
    best = -1, np.nan, gini(y)
    for column in range(x.shape[1]):
        threshold, impurity = best_threshold(x[:, column], y)
        if impurity < best[2]:
            best = column, threshold, impurity
    return best


def children(left, right):
    return (len(left) * gini(left) + len(right) * gini(right)) / (len(left) + len(right))
