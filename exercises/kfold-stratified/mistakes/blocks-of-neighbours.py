import numpy as np


def stratified_folds(y, k, seed):
    return np.arange(len(y)) * k // len(y)
