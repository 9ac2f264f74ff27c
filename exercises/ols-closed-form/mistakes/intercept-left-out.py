"""There is no intercept: its coefficient is always 0, so the line is forced through the origin and the slopes bend to
make up for it. Put a column of ones in front of `x` before you solve.
"""

import numpy as np


def fit(x, y):
    slopes = np.linalg.lstsq(x, y)[0]
    return np.concatenate([[0.0], slopes])


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))
