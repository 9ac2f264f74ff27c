"""Plain loops over lists, with math.exp on one side of zero at a time."""

import math


def probability_of(score):
    if score < 0:
        small = math.exp(score)
        return small / (1 + small)
    return 1 / (1 + math.exp(-score))


def score_of(row, coefficients):
    return coefficients[0] + sum(slope * value for slope, value in zip(coefficients[1:], row))


def sigmoid(z):
    return [probability_of(score) for score in z.tolist()]


def log_loss(y_true, probability):
    least, cost = 0.5**40, 0
    for label, p in zip(y_true.tolist(), probability.tolist()):
        right = p if label else 1 - p
        cost -= math.log(min(max(right, least), 1 - least))
    return cost / len(y_true)


def gradient(x, y, coefficients):
    total = [0] * len(coefficients)
    for row, label in zip(x, y):
        error = probability_of(score_of(row, coefficients)) - label
        total = [sum_ + error * value / len(y) for sum_, value in zip(total, [1, *row])]
    return total


def sgd(x, y, start, rate, order):
    x, y, coefficients = x.tolist(), y.tolist(), start.tolist()
    for i in order.tolist():
        error = probability_of(score_of(x[i], coefficients)) - y[i]
        for j, value in enumerate([1] + x[i]):
            coefficients[j] -= rate * error * value
    return coefficients
