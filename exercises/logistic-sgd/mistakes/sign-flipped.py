"""The coefficients walk uphill: the rows push them away from the right answer. The gradient is made of p − y, not of y
− p, and the step subtracts it. Turn one of the two signs round, whichever is wrong.
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
    errors = y - sigmoid(coefficients[0] + x @ coefficients[1:])
    return np.concatenate([[errors.sum()], x.T @ errors]) / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
