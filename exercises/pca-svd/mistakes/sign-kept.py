"""The sign of the error is kept, so a prediction that is far too high counts as a small error. Take the absolute value first."""

import numpy as np


def largest_error(y_true, y_pred):
    return np.max(y_true - y_pred)
