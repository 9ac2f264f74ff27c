"""TITLE: README.md says what to return."""

import numpy as np


def largest_error(y_true, y_pred):
    # TODO: say in a few words what to do; what stands here runs and is wrong.
    return float(np.mean(y_true - y_pred))
