"""Standardise: README.md says what each of the three returns."""

import numpy as np


def fit(x):
    columns = x.shape[1]
    # TODO: the mean and the standard deviation of each column; 1 where a column is constant.
    return np.zeros(columns), np.ones(columns)


def transform(x, mean, scale):
    # TODO: centre each column, then divide by its scale.
    return x


def standardize(train, test):
    # TODO: fit, then transform both. Which rows may the statistics come from?
    return train, test
