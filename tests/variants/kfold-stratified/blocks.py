"""A random block of each class for every fold; folds with fewer rows get the larger blocks."""

import numpy as np


def stratified_folds(y, k, seed):
    random = np.random.default_rng(seed)
    fold = np.full(len(y), -1)
    sizes = np.zeros(k, dtype=int)
    for label in set(y.tolist()):
        rows = np.where(y == label)[0]
        random.shuffle(rows)
        smallest = np.argsort(sizes, kind="stable")
        for number, block in zip(smallest, np.array_split(rows, k)):
            fold[block] = number
            sizes[number] += len(block)
    return fold
