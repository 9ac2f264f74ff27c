"""A small number is added to the diagonal of XᵀX, so that it has an inverse. That is ridge regression: every
coefficient is pulled a little towards 0, also where nothing was wrong. Least squares needs no penalty; use a solver
that copes with dependent columns.
"""

import numpy as np


def fit(x, y):
    design = with_ones(x)
    gram = design.T @ design + 1e-6 * np.eye(design.shape[1])
    return np.linalg.solve(gram, design.T @ y)


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))


def with_ones(x):
    return np.column_stack([np.ones(len(x)), x])
