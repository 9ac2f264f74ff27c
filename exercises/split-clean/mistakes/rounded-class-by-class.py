"""The test rows of each class are rounded up by themselves. With many classes these fractions of a row add up, and the
test is larger than its share. Round what is due in all classes so far, and take off what was already taken.
"""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(seed)
    train, test = [], []
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        take = math.ceil(test_share * len(rows))
        test.extend(rows[:take])
        train.extend(rows[take:])
    return np.array(train), np.array(test)
