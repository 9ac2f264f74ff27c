"""The eigenvectors of the covariance matrix, which eigh returns in ascending order; signs are turned round on purpose."""

import numpy as np


def pca(x, count):
    covariance = np.atleast_2d(np.cov(x, rowvar=False))
    variances, directions = np.linalg.eigh(covariance)
    components = -directions[:, ::-1][:, :count].T
    ratio = variances[::-1][:count] / np.trace(covariance)
    return components.tolist(), ratio.tolist(), ((x - x.mean(axis=0)) @ components.T).tolist()
