"""Regression metrics: README.md says what each of the four returns."""

import numpy as np


def root_mean_squared_error(y_true, y_pred):
    errors = y_true - y_pred
    # TODO: square the errors, average them, then undo the square.
    return np.max(errors)


def mean_absolute_error(y_true, y_pred):
    errors = y_true - y_pred
    # TODO: average the sizes of the errors.
    return np.max(errors)


def r2_score(y_true, y_pred):
    # TODO: compare the squared errors with the spread of y_true around its mean.
    return 0.5


def root_mean_squared_log_error(y_true, y_pred):
    # TODO: the first function again, on another scale.
    return 0.5
