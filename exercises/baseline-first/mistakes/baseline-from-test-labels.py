"""The constant is learned from the test targets. No model may see them, so this baseline is better than any constant
could honestly be, and a real model looks worse beside it. Learn the constant from `train`; `test` only scores it.
"""

import numpy as np


def squared_error_baseline(train, test):
    constant = np.mean(test)
    return constant, np.mean((test - constant) ** 2)


def absolute_error_baseline(train, test):
    constant = np.median(test)
    return constant, np.mean(np.abs(test - constant))


def accuracy_baseline(train, test):
    classes, counts = np.unique(test, return_counts=True)
    constant = classes[counts.argmax()]
    return constant, np.mean(test == constant)


def accuracy_skill(train, y_true, y_pred):
    _, baseline = accuracy_baseline(train, y_true)
    if baseline == 1:
        return 0.0
    return (np.mean(y_true == y_pred) - baseline) / (1 - baseline)
