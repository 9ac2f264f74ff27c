"""Logistic regression: README.md says what each of the four returns."""

import numpy as np

EPSILON = 2.0**-40


def sigmoid(z):
    # TODO: 1 / (1 + exp(−z)), for scores of any size.
    return np.full(len(z), 0.5)


def log_loss(y_true, probability):
    # TODO: clip, then the mean of −ln(the probability given to the true class).
    return 0.0


def gradient(x, y, coefficients):
    # TODO: for each coefficient, the mean of error times input. What is the error here?
    return np.zeros(len(coefficients))


def sgd(x, y, start, rate, order):
    coefficients = start.copy()
    for row in order:
        # TODO: a step against the gradient of this row alone.
        pass
    return coefficients
