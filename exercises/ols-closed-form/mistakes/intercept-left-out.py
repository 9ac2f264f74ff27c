import numpy as np


def fit(x, y):
    slopes = np.linalg.lstsq(x, y)[0]
    return np.concatenate([[0.0], slopes])


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))
