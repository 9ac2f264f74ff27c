"""A fold for each row: the shuffled rows are dealt out like cards, one class after the other."""

import numpy as np


def stratified_folds(y, k, seed):
    rows = np.random.default_rng(seed).permutation(len(y))
    # A stable sort brings the classes together and leaves each of them shuffled.
    rows = rows[np.argsort(y[rows], kind="stable")]
    fold = np.empty(len(y), dtype=np.int64)
    # The next class goes on where the last one ended, so that the first folds do not get every odd row.
    fold[rows] = np.arange(len(y)) % k
    return fold
