"""The categories come in the order in which the rows happen to show them. Shuffle the rows and the columns change
places, so a model and a table may no longer fit. Sort them.
"""

import numpy as np


def fit(values):
    return list(dict.fromkeys(values))


def transform(values, categories):
    return np.array([[float(value == category) for category in categories] for value in values])


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
