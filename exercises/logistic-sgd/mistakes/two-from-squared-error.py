"""The gradient has a factor of 2, as that of the squared error has. The log loss has no square, so nothing brings the 2
in: each step is twice as long as it should be. Take the mean of (p − y) times the input.
"""

import numpy as np

EPSILON = 2.0**-40


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def log_loss(y_true, probability):
    p = np.clip(probability, EPSILON, 1 - EPSILON)
    return -np.mean(np.where(y_true == 1, np.log(p), np.log(1 - p)))


def gradient(x, y, coefficients):
    errors = sigmoid(coefficients[0] + x @ coefficients[1:]) - y
    return np.concatenate([[errors.sum()], x.T @ errors]) * 2 / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
