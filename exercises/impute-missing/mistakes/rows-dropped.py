"""Rows with a gap are dropped. Every such applicant goes unanswered, and those who remain may be no fair sample: an
income is seldom left empty by chance. Keep all rows and fill the gaps.
"""

import numpy as np


def fit(x):
    x = complete_rows(x)
    missing = np.isnan(x)
    known = ~missing.all(axis=0)
    median = np.zeros(x.shape[1])
    median[known] = np.nanmedian(x[:, known], axis=0)
    return median, missing.any(axis=0)


def transform(x, median, had_missing):
    x = complete_rows(x)
    missing = np.isnan(x)
    filled = np.where(missing, median, x)
    return np.hstack([filled, missing[:, had_missing]])


def impute(train, test):
    median, had_missing = fit(train)
    return transform(train, median, had_missing), transform(test, median, had_missing)


def complete_rows(x):
    return x[~np.isnan(x).any(axis=1)]
