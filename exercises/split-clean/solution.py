"""Row numbers for train and test: drawn by chance within each class, the same for the same seed."""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(seed)
    train, test, seen = [], [], 0
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        seen += len(rows)
        # Only totals are rounded: what is due by now, less what was taken. Classes rounded one by one would not add up.
        take = math.ceil(test_share * seen) - len(test)
        test.extend(rows[:take])
        train.extend(rows[take:])
    return np.array(train), np.array(test)
