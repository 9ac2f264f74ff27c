"""This is the gradient of the squared error, with the slope p·(1 − p) of the sigmoid in it. Where the model is sure and
wrong, that slope is almost 0, and the row can no longer correct it. The gradient of the log loss is (p − y) times
the input and nothing more.
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
    p = sigmoid(coefficients[0] + x @ coefficients[1:])
    errors = 2 * (p - y) * p * (1 - p)
    return np.concatenate([[errors.sum()], x.T @ errors]) / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
