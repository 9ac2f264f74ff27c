"""XᵀX is inverted, or solved, as if that were always possible. Where one column is made of the others it has no inverse, and your
solver gives up: numpy's raises LinAlgError. Give the table itself to a least-squares solver, `lstsq` or `pinv`; in a solver of your
own, leave a dependent column out with coefficient 0.
"""

import numpy as np


def fit(x, y):
    design = with_ones(x)
    return np.linalg.inv(design.T @ design) @ design.T @ y


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))


def with_ones(x):
    return np.column_stack([np.ones(len(x)), x])
