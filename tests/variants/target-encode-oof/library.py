"""scikit-learn's own."""

import numpy as np
from sklearn.model_selection import LeaveOneGroupOut
from sklearn.preprocessing import TargetEncoder


def column(values):
    return np.array(values, dtype=object).reshape(-1, 1)


def encoder(values, y, m):
    return TargetEncoder(smooth=m, target_type="continuous").fit(column(values), y)


def fit(values, y, m):
    fitted = encoder(values, y, m)
    return fitted.categories_[0].tolist(), fitted.encodings_[0], fitted.target_mean_


def transform(values, categories, encoding, prior):
    order = np.argsort(np.array(categories))
    fitted = encoder(categories, np.asarray(encoding, dtype=float), 0.0)
    fitted.encodings_, fitted.target_mean_ = [np.asarray(encoding)[order]], prior
    return fitted.transform(column(values)).ravel()


def out_of_fold(values, y, fold, m):
    encoded = np.full(len(y), np.nan)
    for others, own in LeaveOneGroupOut().split(y, groups=fold):
        fitted = encoder([values[row] for row in others], y[others], m)
        encoded[own] = fitted.transform(column([values[row] for row in own])).ravel()
    return encoded
