"""Each slope is computed from its own column alone, covariance by variance. Where columns rise together, each of them
then claims the whole of what they explain together. Solve for all coefficients in one system.
"""

import numpy as np


def fit(x, y):
    centred = x - x.mean(axis=0)
    slopes = centred.T @ (y - y.mean()) / np.sum(centred**2, axis=0)
    return np.concatenate([[y.mean() - x.mean(axis=0) @ slopes], slopes])


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))
