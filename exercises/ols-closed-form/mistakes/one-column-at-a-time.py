import numpy as np


def fit(x, y):
    centred = x - x.mean(axis=0)
    slopes = centred.T @ (y - y.mean()) / np.sum(centred**2, axis=0)
    return np.concatenate([[y.mean() - x.mean(axis=0) @ slopes], slopes])


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))
