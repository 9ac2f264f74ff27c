"""The categories are collected from train and test together. In use, the rows to come cannot be asked: a column that
only the test rows need was never trained on, and the next new value breaks the table again. Ask `train` alone.
"""

import numpy as np


def fit(values):
    return sorted(set(values))


def transform(values, categories):
    return np.array([[float(value == category) for category in categories] for value in values])


def encode(train, test):
    categories = fit(train + test)
    return transform(train, categories), transform(test, categories)
