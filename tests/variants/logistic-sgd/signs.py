"""Labels as −1 and +1: one formula for loss and gradient; σ by tanh, its logarithm never needed."""

import numpy as np


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def log_loss(y_true, probability):
    of_truth = np.abs(1 - y_true - probability)
    return np.log(np.maximum(2.0**-40, np.minimum(of_truth, 1 - 2.0**-40))).mean() * -1


def gradient(x, y, coefficients):
    design = np.insert(x, 0, 1.0, axis=1)
    sign = 2 * y - 1
    return np.mean((-sign * sigmoid(-sign * (design @ coefficients)))[:, None] * design, axis=0)


def sgd(x, y, start, rate, order):
    design, coefficients = np.insert(x, 0, 1.0, axis=1), np.array(start)
    for row, label in zip(design[order], y[order]):
        coefficients += rate * (label - sigmoid(row @ coefficients)) * row
    return coefficients
