"""PCA: the SVD of the centred rows."""

import numpy as np


def pca(x, count):
    centred = x - x.mean(axis=0)
    _, values, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values**2)
    return components, ratio, centred @ components.T
