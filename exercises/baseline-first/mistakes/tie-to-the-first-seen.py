"""Among classes that are equally frequent, the one that comes first in the rows wins. Shuffle the rows and the baseline
changes. Let the smallest class number win, whatever the order of the rows.
"""

from collections import Counter

import numpy as np


def squared_error_baseline(train, test):
    constant = np.mean(train)
    return constant, np.mean((test - constant) ** 2)


def absolute_error_baseline(train, test):
    constant = np.median(train)
    return constant, np.mean(np.abs(test - constant))


def accuracy_baseline(train, test):
    constant = Counter(train.tolist()).most_common(1)[0][0]
    return constant, np.mean(test == constant)


def accuracy_skill(train, y_true, y_pred):
    _, baseline = accuracy_baseline(train, y_true)
    if baseline == 1:
        return 0.0
    return (np.mean(y_true == y_pred) - baseline) / (1 - baseline)
