"""np.matrix, whose products are matrices again: one column where one number a row is due."""

import warnings

import numpy as np

warnings.simplefilter("ignore")


def fit(x, y):
    return np.linalg.pinv(with_ones(x)) @ np.asmatrix(y).T


def predict(x, coefficients):
    return with_ones(x) @ np.asmatrix(np.ravel(coefficients)).T


def fitted(x, y):
    return predict(x, fit(x, y)).T


def with_ones(x):
    return np.asmatrix(np.column_stack([np.ones(len(x)), x]))
