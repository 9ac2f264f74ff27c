"""This is the square of the correlation, not R². Correlation forgives every shift and every wrong scale: predictions
ten times too high still score 1. Use 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)², which can be negative.
"""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


def mean_absolute_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def r2_score(y_true, y_pred):
    together = np.sum((y_true - y_true.mean()) * (y_pred - y_pred.mean()))
    spread = np.sum((y_true - y_true.mean()) ** 2)
    return together**2 / (spread * np.sum((y_pred - y_pred.mean()) ** 2))


def root_mean_squared_log_error(y_true, y_pred):
    return root_mean_squared_error(np.log1p(y_true), np.log1p(y_pred))
