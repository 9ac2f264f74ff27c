"""The scale is the variance, the square of the standard deviation. The columns then do not end with deviation 1: large
ones become tiny and small ones huge. Take the square root.
"""

import numpy as np


def fit(x):
    mean = x.mean(axis=0)
    scale = x.var(axis=0)
    return mean, np.where(scale == 0, 1.0, scale)


def transform(x, mean, scale):
    return (x - mean) / scale


def standardize(train, test):
    mean, scale = fit(train)
    return transform(train, mean, scale), transform(test, mean, scale)
