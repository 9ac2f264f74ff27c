"""The largest remainders are rounded up; the parts come back sorted."""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    labels, place, counts = np.unique(y, return_inverse=True, return_counts=True)
    exact = counts * test_share
    quota = np.floor(exact).astype(int)
    lacking = math.ceil(len(y) * test_share) - quota.sum()
    quota[np.argsort(quota - exact, kind="stable")[:lacking]] += 1
    key = np.random.default_rng(seed).random(len(y))
    is_test = np.zeros(len(y), dtype=bool)
    for label in range(len(labels)):
        rows = np.flatnonzero(place == label)
        is_test[rows[np.argsort(key[rows])][: quota[label]]] = True
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)
