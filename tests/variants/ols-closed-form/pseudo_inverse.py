"""The pseudo-inverse: of all best coefficients the shortest."""

import numpy as np


def fit(x, y):
    return np.linalg.pinv(np.insert(x, 0, 1, axis=1)) @ y


def predict(x, coefficients):
    return np.insert(x, 0, 1, axis=1) @ coefficients


def fitted(x, y):
    design = np.insert(x, 0, 1, axis=1)
    return design @ (np.linalg.pinv(design) @ y)
