"""Gradient descent: README.md says what each of the three returns."""

import numpy as np


def gradient(x, y, coefficients):
    errors = coefficients[0] + x @ coefficients[1:] - y
    # TODO: for each coefficient, 2/n times the sum of error times input; the bias has input 1.
    return np.zeros(len(coefficients))


def descend(x, y, start, rate, steps):
    coefficients = start.copy()
    losses = np.zeros(steps + 1)
    # TODO: note the loss, then step against the gradient and note it again, `steps` times.
    return coefficients, losses


def fit(x, y, rate, steps):
    # TODO: standardise the columns, descend from zeros, translate the coefficients back.
    return np.zeros(1 + x.shape[1])
