"""This is the mean absolute error: one large miss disappears among many small ones. Take the largest, not the mean."""

import numpy as np


def largest_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))
