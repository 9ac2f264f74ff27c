"""Vector norms, and R² as a ratio of variances; zero-dimensional arrays come back."""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    return np.array(np.linalg.norm(y_true - y_pred) / len(y_true) ** 0.5)


def mean_absolute_error(y_true, y_pred):
    return np.linalg.norm(y_pred - y_true, ord=1) / y_true.size


def r2_score(y_true, y_pred):
    with np.errstate(all="ignore"):
        score = 1 - np.mean((y_pred - y_true) ** 2) / np.var(y_true)
    if np.isnan(score):
        return np.float64(1)
    return np.float64(0) if np.isneginf(score) else score


def root_mean_squared_log_error(y_true, y_pred):
    return np.linalg.norm(np.log1p(y_pred) - np.log1p(y_true)) / np.sqrt(len(y_true))
