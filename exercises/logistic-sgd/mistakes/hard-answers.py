"""The error is made of the answer 0 or 1, not of the probability. Then a row that is only just right teaches nothing:
that is the perceptron. Subtract y from the probability itself.
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
    answers = sigmoid(coefficients[0] + x @ coefficients[1:]) >= 0.5
    errors = answers.astype(float) - y
    return np.concatenate([[errors.sum()], x.T @ errors]) / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
