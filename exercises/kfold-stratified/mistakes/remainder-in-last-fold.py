import numpy as np


def stratified_folds(y, k, seed):
    random = np.random.default_rng(seed)
    fold = np.empty(len(y), dtype=np.int64)
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        size = max(len(rows) // k, 1)
        fold[rows] = np.minimum(np.arange(len(rows)) // size, k - 1)
    return fold
