"""The errors are compared with the spread of the predictions. The yardstick must not depend on the model, or a model
could stretch it. Measure the spread of `y_true` around its own mean; if it looks right, check the order of the two
arguments.
"""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


def mean_absolute_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def r2_score(y_true, y_pred):
    errors = np.sum((y_true - y_pred) ** 2)
    spread = np.sum((y_pred - y_pred.mean()) ** 2)
    if spread == 0:
        return 1.0 if errors == 0 else 0.0
    return 1 - errors / spread


def root_mean_squared_log_error(y_true, y_pred):
    return root_mean_squared_error(np.log1p(y_true), np.log1p(y_pred))
