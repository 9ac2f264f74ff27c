"""Singular vectors: fitted values are a projection and need no coefficients at all."""

import numpy as np


def basis(x):
    design = np.hstack((np.ones((x.shape[0], 1)), x))
    u, sizes, vt = np.linalg.svd(design, full_matrices=False)
    kept = sizes > sizes[0] * 1e-10
    return u[:, kept], sizes[kept], vt[kept]


def fit(x, y):
    u, sizes, vt = basis(x)
    return vt.T @ ((u.T @ y) / sizes)


def predict(x, coefficients):
    return np.matmul(x, coefficients[1:, None]).ravel() + coefficients[0]


def fitted(x, y):
    u, _, _ = basis(x)
    return u @ (u.T @ y)
