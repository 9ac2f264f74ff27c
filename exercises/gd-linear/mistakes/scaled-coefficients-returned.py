"""The coefficients are those of the standardised columns: dollars per standard deviation, not per square foot. Used on
rows in their own units they predict nonsense. Divide each slope by its scale, and correct the bias for the means.
"""

import numpy as np


def gradient(x, y, coefficients):
    error = errors(x, y, coefficients)
    return 2 / len(y) * np.concatenate([[error.sum()], x.T @ error])


def descend(x, y, start, rate, steps):
    coefficients, losses = start, [loss(x, y, start)]
    for _ in range(steps):
        coefficients = coefficients - rate * gradient(x, y, coefficients)
        losses.append(loss(x, y, coefficients))
    return coefficients, losses


def fit(x, y, rate, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    weights, _ = descend((x - mean) / scale, y, np.zeros(1 + x.shape[1]), rate, steps)
    return weights


def errors(x, y, coefficients):
    return coefficients[0] + x @ coefficients[1:] - y


def loss(x, y, coefficients):
    return np.mean(errors(x, y, coefficients) ** 2)
