import numpy as np


def pca(x, count):
    _, values, vt = np.linalg.svd(x, full_matrices=False)
    components = vt[:count]
    ratio = values[:count] ** 2 / np.sum(values**2)
    return components, ratio, x @ components.T
