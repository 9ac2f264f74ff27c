"""`order` says how many steps there are, but the rows are taken from top to bottom. Rows sorted by class then pull the
coefficients to and fro: the order is shuffled for that reason. Step on the row that each entry names.
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
    for step in range(len(order)):
        row = step % len(y)
        coefficients = coefficients - rate * gradient(x[[row]], y[[row]], coefficients)
    return coefficients
