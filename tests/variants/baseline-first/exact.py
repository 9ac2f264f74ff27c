"""Exact numbers: fractions of the floats as they are, and NumPy's scalars among Python's objects."""

from collections import Counter
from fractions import Fraction
from statistics import mean, median

import numpy as np


def squared_error_baseline(train, test):
    constant = mean(map(Fraction, train.tolist()))
    return [constant, mean((Fraction(value) - constant) ** 2 for value in test.tolist())]


def absolute_error_baseline(train, test):
    constant = median(map(Fraction, train.tolist()))
    return np.array([constant, mean(abs(Fraction(value) - constant) for value in test.tolist())], dtype=object)


def accuracy_baseline(train, test):
    counts = Counter(train.tolist())
    constant = min(counts, key=lambda value: (-counts[value], value))
    return np.int64(constant), Fraction(int(np.sum(test == constant)), len(test))


def accuracy_skill(train, y_true, y_pred):
    _, baseline = accuracy_baseline(train, y_true)
    if baseline == 1:
        return np.array([[0]])
    accuracy = Fraction(int(np.sum(y_true == y_pred)), len(y_true))
    return [[(accuracy - baseline) / (1 - baseline)]]
