"""Logistic regression: probabilities, their loss, its gradient, and training row by row."""

import numpy as np

EPSILON = 2.0**-40


def sigmoid(z):
    # exp sees −|z| only, so it lies between 0 and 1 whatever the score.
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
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
