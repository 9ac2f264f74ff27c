"""The logarithm is taken of a probability of 0, which is −∞, and 0 times −∞ is NaN. One sure answer, even a right one,
and the loss of all rows is lost. Clip each probability to [ε, 1 − ε] first.
"""

import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def log_loss(y_true, probability):
    return -np.mean(y_true * np.log(probability) + (1 - y_true) * np.log(1 - probability))


def gradient(x, y, coefficients):
    errors = sigmoid(coefficients[0] + x @ coefficients[1:]) - y
    return np.concatenate([[errors.sum()], x.T @ errors]) / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
