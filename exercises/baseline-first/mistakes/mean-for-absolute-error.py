"""The mean is the best constant for squared errors. For absolute errors it is the median: one mansion pulls the mean
far from every ordinary house, and the baseline becomes too easy to beat. Take the median of `train`.
"""

import numpy as np


def squared_error_baseline(train, test):
    constant = np.mean(train)
    return constant, np.mean((test - constant) ** 2)


def absolute_error_baseline(train, test):
    constant = np.mean(train)
    return constant, np.mean(np.abs(test - constant))


def accuracy_baseline(train, test):
    classes, counts = np.unique(train, return_counts=True)
    constant = classes[counts.argmax()]
    return constant, np.mean(test == constant)


def accuracy_skill(train, y_true, y_pred):
    _, baseline = accuracy_baseline(train, y_true)
    if baseline == 1:
        return 0.0
    return (np.mean(y_true == y_pred) - baseline) / (1 - baseline)
