"""The columns are divided by their standard deviations before the SVD. That is PCA of another table, where every
column counts the same; here the columns keep their units. Only subtract the means.
"""

import numpy as np


def pca(x, count):
    scale = x.std(axis=0)
    scale[scale == 0] = 1
    centred = (x - x.mean(axis=0)) / scale
    _, values, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values**2)
    return components, ratio, centred @ components.T
