"""The columns keep their units, so the one with the largest numbers decides alone: grams outweigh millimetres by the
thousand. Bring each column to mean 0 and deviation 1 before any distance is measured.
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
    return kmeans(x, x[start], steps)


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
