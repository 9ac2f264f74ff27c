"""The generator always gets the same seed, and never the one it is given. The split can be repeated, but it is the only
one you will ever see: nobody can ask how much of a score was luck. Make the generator from `seed`.
"""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(42)
    train, test, seen = [], [], 0
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        seen += len(rows)
        take = math.ceil(test_share * seen) - len(test)
        test.extend(rows[:take])
        train.extend(rows[take:])
    return np.array(train), np.array(test)
