"""The intercept stands last among the coefficients. Whoever reads them takes it for a slope, and the first slope for
the intercept. Put the column of ones in front of the table, and in `predict` read the intercept from place 0.
"""

import numpy as np


def fit(x, y):
    return np.linalg.lstsq(with_ones(x), y)[0]


def predict(x, coefficients):
    return x @ coefficients[:-1] + coefficients[-1]


def fitted(x, y):
    return predict(x, fit(x, y))


def with_ones(x):
    return np.column_stack([x, np.ones(len(x))])
