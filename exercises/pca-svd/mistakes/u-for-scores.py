"""The scores are the columns of U alone, which all have length 1, so every component seems to vary equally. Multiply each
column by its singular value (U Σ), or project the centred rows on the components.
"""

import numpy as np


def pca(x, count):
    centred = x - x.mean(axis=0)
    u, values, vt = np.linalg.svd(centred, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values**2)
    return components, ratio, u[:, :count]
