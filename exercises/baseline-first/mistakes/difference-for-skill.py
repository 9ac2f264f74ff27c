"""The lead over the baseline is not divided by what was left to gain. From 0.90 to 0.95 is half of the way to
perfection, from 0.50 to 0.55 a tenth, and this calls both 0.05. Divide by 1 − baseline.
"""

import numpy as np


def squared_error_baseline(train, test):
    constant = np.mean(train)
    return constant, np.mean((test - constant) ** 2)


def absolute_error_baseline(train, test):
    constant = np.median(train)
    return constant, np.mean(np.abs(test - constant))


def accuracy_baseline(train, test):
    classes, counts = np.unique(train, return_counts=True)
    constant = classes[counts.argmax()]
    return constant, np.mean(test == constant)


def accuracy_skill(train, y_true, y_pred):
    _, baseline = accuracy_baseline(train, y_true)
    if baseline == 1:
        return 0.0
    return np.mean(y_true == y_pred) - baseline
