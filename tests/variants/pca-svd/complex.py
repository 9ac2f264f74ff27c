"""As from `eig` of the covariance: results are complex numbers without an imaginary part."""

import numpy as np


def pca(x, count):
    centred = x - x.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(values)[::-1][:count]
    components = vectors[:, order].T.astype(complex)
    ratio = (np.clip(values, 0, None)[order] / np.clip(values, 0, None).sum()).astype(complex)
    return components, ratio, centred @ components.T
