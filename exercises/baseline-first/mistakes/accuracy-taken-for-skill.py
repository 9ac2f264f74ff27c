"""This is the plain accuracy. Where 95 of 100 rows are of one class, a model that never looks at a row has 0.95, so the
number says nothing of skill. Subtract the baseline's accuracy on the same rows and divide by what was left to gain,
1 − baseline.
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
    return np.mean(y_true == y_pred)
