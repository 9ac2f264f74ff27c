"""m times the prior is added to the sum, but m is not added to the count. The encoding is then no mean any more: prices
come out too high, most of all where rows are few. Divide by n_c + m.
"""

import numpy as np


def fit(values, y, m):
    prior = y.mean()
    categories, place, count = np.unique(values, return_inverse=True, return_counts=True)
    total = np.bincount(place, weights=y)
    return categories, (total + m * prior) / count, prior


def transform(values, categories, encoding, prior):
    known = dict(zip(categories, encoding))
    return np.array([known.get(value, prior) for value in values])


def out_of_fold(values, y, fold, m):
    values, encoded = np.array(values), np.zeros(len(y))
    for number in np.unique(fold):
        own = fold == number
        encoded[own] = transform(values[own], *fit(values[~own], y[~own], m))
    return encoded
