"""The centres are those of the scaled rows: they count deviations from the mean, and nobody can read them as a bill or
a body mass. Bring them back to the units of `x`: times σ, plus μ, column by column.
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
    for _ in range(steps):
        centers = update(x, assign(x, centers), centers)
    inertia = squared_distances(x, centers).min(axis=1).sum()
    return assign(x, centers), centers, inertia


def cluster(x, start, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    scaled = (x - mean) / scale
    return kmeans(scaled, scaled[start], steps)


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
