"""One-hot encoding: README.md says what each of the three returns."""

import numpy as np


def fit(values):
    # TODO: the categories, each once, sorted.
    return list(values)


def transform(values, categories):
    table = np.zeros((len(values), len(categories)))
    # TODO: a 1 where the row's value is the column's category. What about a value that is no category?
    return table


def encode(train, test):
    # TODO: fit, then transform both. Which rows may the categories come from?
    return np.zeros((len(train), 1)), np.zeros((len(test), 1))
