"""The prediction leaves the intercept out: slopes times values, and nothing more. Every prediction is off by the same
β₀, and a row of zeros gets 0. Add `coefficients[0]`.
"""

import numpy as np


def fit(x, y):
    return np.linalg.lstsq(with_ones(x), y)[0]


def predict(x, coefficients):
    return x @ coefficients[1:]


def fitted(x, y):
    return with_ones(x) @ fit(x, y)


def with_ones(x):
    return np.column_stack([np.ones(len(x)), x])
