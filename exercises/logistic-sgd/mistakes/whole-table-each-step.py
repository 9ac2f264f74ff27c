"""Each step uses the gradient of all rows. That is ordinary gradient descent: n times the work for a step, and `order`
decides nothing. Compute the gradient of the one row whose turn it is.
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
    return np.concatenate([[errors.sum()], x.T @ errors]) / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for _ in order:
        coefficients = coefficients - rate * gradient(x, y, coefficients)
    return coefficients
