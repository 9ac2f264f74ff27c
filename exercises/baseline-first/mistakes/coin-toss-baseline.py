"""The model is compared with guessing, one chance in as many as there are classes. The most frequent class is usually
right more often than that, so a model that learned nothing seems to have skill. Use the accuracy of `accuracy_baseline`
on the same rows.
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
    baseline = 1 / len(np.unique(train))
    if baseline == 1:
        return 0.0
    return (np.mean(y_true == y_pred) - baseline) / (1 - baseline)
