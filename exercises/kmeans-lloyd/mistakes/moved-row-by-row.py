"""Each centre moves as soon as a row is given to it, so later rows see other centres than earlier ones, and the result
depends on the order of the rows. That is MacQueen's way. Lloyd's step labels all rows by the same centres, then
moves them.
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
        centers, counts = centers.copy(), np.zeros(len(centers))
        for row in x:
            j = assign(row[np.newaxis], centers)[0]
            counts[j] += 1
            centers[j] += (row - centers[j]) / counts[j]
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
