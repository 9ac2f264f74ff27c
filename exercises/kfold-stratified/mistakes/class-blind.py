"""The rows are shuffled and dealt out without a look at their classes. The folds have the right size, but some have
more bad loans than others, by luck, and their scores differ for that alone. Sort the shuffled rows by class before
you deal.
"""

import numpy as np


def stratified_folds(y, k, seed):
    rows = np.random.default_rng(seed).permutation(len(y))
    fold = np.empty(len(y), dtype=np.int64)
    fold[rows] = np.arange(len(y)) % k
    return fold
