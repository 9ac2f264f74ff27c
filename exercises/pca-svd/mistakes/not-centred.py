"""The columns are not centred, so the first component points from zero to the mean of the rows and the ratios count
distances from zero, not variance. Subtract each column's mean before the SVD, and use the centred rows for the scores.
"""

import numpy as np


def pca(x, count):
    _, values, vt = np.linalg.svd(x, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values**2)
    return components, ratio, x @ components.T
