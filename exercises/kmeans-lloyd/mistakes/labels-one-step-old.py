"""The labels are those from before the last move of the centres, and the inertia is summed by them. A row may have
become nearer to another centre since. After the last step, assign the rows once more to the centres that you return.
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
    labels = assign(x, centers)
    for _ in range(steps):
        labels = assign(x, centers)
        centers = update(x, labels, centers)
    inertia = ((x - centers[labels]) ** 2).sum()
    return labels, centers, inertia


def cluster(x, start, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    scaled = (x - mean) / scale
    labels, centers, inertia = kmeans(scaled, scaled[start], steps)
    return labels, centers * scale + mean, inertia


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
