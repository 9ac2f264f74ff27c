"""`fit` descends on the columns as they are. A column in thousands has gradients in millions: each step overshoots
further than the last, until the numbers overflow to NaN. Standardise the columns first, and translate the
coefficients back at the end.
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
    coefficients, _ = descend(x, y, np.zeros(1 + x.shape[1]), rate, steps)
    return coefficients


def errors(x, y, coefficients):
    return coefficients[0] + x @ coefficients[1:] - y


def loss(x, y, coefficients):
    return np.mean(errors(x, y, coefficients) ** 2)
