"""Each class is cut into k blocks of ⌊n_c/k⌋ rows, and all that is left over goes to the last fold. With 10 folds that
can be 9 rows of each class too many, and the last score counts for more rows than the others. Deal the rows out in
turn.
"""

import numpy as np


def stratified_folds(y, k, seed):
    random = np.random.default_rng(seed)
    fold = np.empty(len(y), dtype=np.int64)
    for label in np.unique(y):
        rows = random.permutation(np.flatnonzero(y == label))
        size = max(len(rows) // k, 1)
        fold[rows] = np.minimum(np.arange(len(rows)) // size, k - 1)
    return fold
