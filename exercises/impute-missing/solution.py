"""Gaps filled with the training rows' medians, and a column for each that says where the gaps were."""

import numpy as np


def fit(x):
    missing = np.isnan(x)
    known = ~missing.all(axis=0)
    # A column without any value has no median: it keeps 0.
    median = np.zeros(x.shape[1])
    median[known] = np.nanmedian(x[:, known], axis=0)
    return median, missing.any(axis=0)


def transform(x, median, had_missing):
    missing = np.isnan(x)
    filled = np.where(missing, median, x)
    # had_missing comes from training, so every table gets the same columns.
    return np.hstack([filled, missing[:, had_missing]])


def impute(train, test):
    # Test rows stand for rows nobody has seen yet, so they may not take part in fitting.
    median, had_missing = fit(train)
    return transform(train, median, had_missing), transform(test, median, had_missing)
