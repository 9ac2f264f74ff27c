"""The root is missing: this is the mean *squared* error. A squared error is measured in squared units, dollars times
dollars, and cannot be read next to the prices. Take the square root of the mean.
"""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def mean_absolute_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def r2_score(y_true, y_pred):
    errors = np.sum((y_true - y_pred) ** 2)
    spread = np.sum((y_true - y_true.mean()) ** 2)
    if spread == 0:
        return 1.0 if errors == 0 else 0.0
    return 1 - errors / spread


def root_mean_squared_log_error(y_true, y_pred):
    return root_mean_squared_error(np.log1p(y_true), np.log1p(y_pred))
