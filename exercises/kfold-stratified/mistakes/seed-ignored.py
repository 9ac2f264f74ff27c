"""The generator always gets the same seed, and never the one it is given. With one set of folds you cannot ask how much
of a score is due to them. Make the generator from `seed`.
"""

import numpy as np


def stratified_folds(y, k, seed):
    rows = np.random.default_rng(42).permutation(len(y))
    rows = rows[np.argsort(y[rows], kind="stable")]
    fold = np.empty(len(y), dtype=np.int64)
    fold[rows] = np.arange(len(y)) % k
    return fold
