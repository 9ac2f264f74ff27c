"""The rows of each class are cut in the order of the file. What the file is sorted by, such as the date of entry, then
separates train from test, and the seed has no effect. Shuffle the row numbers of each class before you cut them.
"""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    train, test, seen = [], [], 0
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        seen += len(rows)
        take = math.ceil(test_share * seen) - len(test)
        test.extend(rows[:take])
        train.extend(rows[take:])
    return np.array(train), np.array(test)
