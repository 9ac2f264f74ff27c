"""`m` is not used: every category gets the plain mean of its rows. One lucky sale then makes a zipcode the dearest of
all. Add m times the prior to the sum, and m to the count.
"""

import numpy as np


def fit(values, y, m):
    prior = y.mean()
    categories, place, count = np.unique(values, return_inverse=True, return_counts=True)
    total = np.bincount(place, weights=y)
    return categories, total / count, prior


def transform(values, categories, encoding, prior):
    known = dict(zip(categories, encoding))
    return np.array([known.get(value, prior) for value in values])


def out_of_fold(values, y, fold, m):
    values, encoded = np.array(values), np.zeros(len(y))
    for number in np.unique(fold):
        own = fold == number
        encoded[own] = transform(values[own], *fit(values[~own], y[~own], m))
    return encoded
