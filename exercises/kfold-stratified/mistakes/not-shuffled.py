"""The rows of each class are dealt out in the order of the file, and the seed has no effect. What the file is sorted
by, or what repeats in it, then decides who is tested with whom. Shuffle the rows before you sort them by class.
"""

import numpy as np


def stratified_folds(y, k, seed):
    rows = np.argsort(y, kind="stable")
    fold = np.empty(len(y), dtype=np.int64)
    fold[rows] = np.arange(len(y)) % k
    return fold
