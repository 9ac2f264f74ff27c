"""Four ways to say how far predictions lie from the truth."""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


def mean_absolute_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def r2_score(y_true, y_pred):
    errors = np.sum((y_true - y_pred) ** 2)
    spread = np.sum((y_true - y_true.mean()) ** 2)
    # A constant truth has no spread to explain, so the ratio is undefined: scikit-learn's convention takes its place.
    if spread == 0:
        return 1.0 if errors == 0 else 0.0
    return 1 - errors / spread


def root_mean_squared_log_error(y_true, y_pred):
    # log1p(y) is log(1 + y), and stays exact where y is tiny.
    return root_mean_squared_error(np.log1p(y_true), np.log1p(y_pred))
