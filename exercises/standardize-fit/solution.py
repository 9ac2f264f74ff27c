"""Every column to mean 0 and standard deviation 1, by what the training rows say."""

import numpy as np


def fit(x):
    mean = x.mean(axis=0)
    scale = x.std(axis=0)
    # A constant column is only centred: there is no spread to divide by.
    return mean, np.where(scale == 0, 1.0, scale)


def transform(x, mean, scale):
    return (x - mean) / scale


def standardize(train, test):
    # Test rows stand for rows nobody has seen yet, so they may not take part in fitting.
    mean, scale = fit(train)
    return transform(train, mean, scale), transform(test, mean, scale)
