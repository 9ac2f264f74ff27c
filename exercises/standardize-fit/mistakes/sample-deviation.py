"""The deviation divides by n − 1. That estimates the spread of a population from a sample; scaling only needs the spread
of these rows, and with a single row n − 1 is 0. Divide by n, as `StandardScaler` does (in pandas: `ddof=0`).
"""

import numpy as np


def fit(x):
    mean = x.mean(axis=0)
    scale = x.std(axis=0, ddof=1)
    return mean, np.where(scale == 0, 1.0, scale)


def transform(x, mean, scale):
    return (x - mean) / scale


def standardize(train, test):
    mean, scale = fit(train)
    return transform(train, mean, scale), transform(test, mean, scale)
