"""Where `y_true` is constant, R² divides by 0 and gives NaN or −∞. Such a number spoils every average it enters. Decide
before the division: 1 if all predictions are right, otherwise 0.
"""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


def mean_absolute_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def r2_score(y_true, y_pred):
    errors = np.sum((y_true - y_pred) ** 2)
    spread = np.sum((y_true - y_true.mean()) ** 2)
    return 1 - errors / spread


def root_mean_squared_log_error(y_true, y_pred):
    return root_mean_squared_error(np.log1p(y_true), np.log1p(y_pred))
