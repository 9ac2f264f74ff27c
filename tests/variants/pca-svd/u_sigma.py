"""The scores as U Σ, from the SVD of the transposed table, where U and V change places."""

import numpy as np


def pca(x, count):
    columns = x.T - x.T.mean(axis=1, keepdims=True)
    v, values, ut = np.linalg.svd(columns, full_matrices=False)
    variances = values**2 / (len(x) - 1)
    return v.T[:count], (variances / variances.sum())[:count], (values[:, None] * ut)[:count].T
