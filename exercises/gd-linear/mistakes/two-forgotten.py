"""The factor 2 is missing: the square of an error has the derivative 2 times the error. The direction is right and
every step half as long, which is right only for a loss that was halved. Multiply by 2/n.
"""

import numpy as np


def gradient(x, y, coefficients):
    error = errors(x, y, coefficients)
    return np.concatenate([[error.sum()], x.T @ error]) / len(y)


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
    return np.concatenate([[weights[0] - mean @ slopes], slopes])


def errors(x, y, coefficients):
    return coefficients[0] + x @ coefficients[1:] - y


def loss(x, y, coefficients):
    return np.mean(errors(x, y, coefficients) ** 2)
