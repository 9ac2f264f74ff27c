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
