"""The inertia was measured before the last move of the centres, so it belongs to centres that you do not return, and
comes out too large. After the last step, measure the rows once more from the centres that you return.
"""

import numpy as np


def assign(x, centers):
    return squared_distances(x, centers).argmin(axis=1)


def update(x, labels, centers):
    moved = centers.copy()
    for j in np.unique(labels):
        moved[j] = x[labels == j].mean(axis=0)
    return moved


def kmeans(x, centers, steps):
    inertia = squared_distances(x, centers).min(axis=1).sum()
    for _ in range(steps):
        inertia = squared_distances(x, centers).min(axis=1).sum()
        centers = update(x, assign(x, centers), centers)
    return assign(x, centers), centers, inertia


def cluster(x, start, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    scaled = (x - mean) / scale
    labels, centers, inertia = kmeans(scaled, scaled[start], steps)
    return labels, centers * scale + mean, inertia


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
