"""The training rows are encoded by means that hold their own targets. The feature then gives part of the answer away:
the model trusts it far too much, and a new house has no such help. For each fold, fit on the rows of the other folds.
"""

import numpy as np


def fit(values, y, m):
    prior = y.mean()
    categories, place, count = np.unique(values, return_inverse=True, return_counts=True)
    total = np.bincount(place, weights=y)
    return categories, (total + m * prior) / (count + m), prior


def transform(values, categories, encoding, prior):
    known = dict(zip(categories, encoding))
    return np.array([known.get(value, prior) for value in values])


def out_of_fold(values, y, fold, m):
    values, encoded = np.array(values), np.zeros(len(y))
    for number in np.unique(fold):
        own = fold == number
        encoded[own] = transform(values[own], *fit(values, y, m))
    return encoded
