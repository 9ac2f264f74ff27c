"""The bias takes no part: it is not added to the score, and it never moves. Then every boundary passes through the
origin, and a row of zeros always gets 0.5. Add β₀ to each score; its gradient is the mean of the errors.
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
    errors = sigmoid(x @ coefficients[1:]) - y
    return np.concatenate([[0.0], x.T @ errors]) / len(y)


def sgd(x, y, start, rate, order):
    coefficients = start
    for row in order:
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
