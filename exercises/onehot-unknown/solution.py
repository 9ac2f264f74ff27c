"""A column of categories as columns of 0 and 1, one for each category of the training rows."""

import numpy as np


def fit(values):
    return sorted(set(values))


def transform(values, categories):
    # A value that training never saw equals no category: its row is all 0.
    return np.array([[float(value == category) for category in categories] for value in values])


def encode(train, test):
    # A model knows the columns it was trained on, so the test rows get the same.
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
