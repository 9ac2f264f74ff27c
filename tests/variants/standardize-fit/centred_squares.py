"""The deviation from centred squares, Fortran-ordered tables, test rows scaled with `out`."""

import numpy as np


def fit(x):
    mean = np.add.reduce(x, axis=0) / x.shape[0]
    centred = x - mean
    scale = np.sqrt(np.einsum("ij,ij->j", centred, centred) / len(x))
    scale[np.ptp(x, axis=0) == 0] = 1
    return np.stack([mean, scale])


def transform(x, mean, scale):
    return np.asfortranarray(np.divide(np.subtract(x, mean), scale))


def standardize(train, test):
    mean, scale = fit(train)
    both = transform(np.vstack([train, test]), mean, scale)
    return both[: len(train)], both[len(train) :]
