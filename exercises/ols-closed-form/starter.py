"""Least squares: README.md says what each of the three returns."""

import numpy as np


def fit(x, y):
    coefficients = np.zeros(1 + x.shape[1])
    # TODO: the best intercept and slopes. What does this leave to the slopes?
    coefficients[0] = y.mean()
    return coefficients


def predict(x, coefficients):
    # TODO: the intercept and, for each column, slope times value.
    return np.full(len(x), coefficients[0])


def fitted(x, y):
    # TODO: fit, then predict. Which solver survives columns that depend on each other?
    return np.zeros(len(x))
