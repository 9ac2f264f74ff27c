"""Your elimination divides by a pivot that is 0. Where one column is made of the others, nothing of it is left when its turn
comes: 0/0 is NaN, and back substitution spreads it to all coefficients. Leave such a column out with coefficient 0, or use a
least-squares solver on the table itself.
"""

import numpy as np


def fit(x, y):
    design = with_ones(x)
    return solve(design.T @ design, design.T @ y)


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))


def with_ones(x):
    return np.column_stack([np.ones(len(x)), x])


def solve(a, b):
    n = len(b)
    for j in range(n):
        pivot = j + np.argmax(np.abs(a[j:, j]))
        a[[j, pivot]], b[[j, pivot]] = a[[pivot, j]], b[[pivot, j]]
        for i in range(j + 1, n):
            factor = a[i, j] / a[j, j]
            a[i] -= factor * a[j]
            b[i] -= factor * b[j]
    for j in reversed(range(n)):
        b[j] = (b[j] - a[j, j + 1 :] @ b[j + 1 :]) / a[j, j]
    return b
