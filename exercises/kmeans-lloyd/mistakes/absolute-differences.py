"""The distance adds up absolute differences, not their squares. Then the mean is no longer the best place for a centre,
and rows go to other clusters: 3 + 3 is more than 5, but 9 + 9 is less than 25. Square each difference before you
add.
"""

import numpy as np


def assign(x, centers):
    return distances(x, centers).argmin(axis=1)


def update(x, labels, centers):
    moved = centers.copy()
    for j in np.unique(labels):
        moved[j] = x[labels == j].mean(axis=0)
    return moved


def kmeans(x, centers, steps):
    for _ in range(steps):
        centers = update(x, assign(x, centers), centers)
    inertia = distances(x, centers).min(axis=1).sum()
    return assign(x, centers), centers, inertia


def cluster(x, start, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    scaled = (x - mean) / scale
    labels, centers, inertia = kmeans(scaled, scaled[start], steps)
    return labels, centers * scale + mean, inertia


def distances(x, centers):
    return np.abs(x[:, np.newaxis] - centers).sum(axis=2)
