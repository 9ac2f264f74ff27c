"""The centres move once, however many steps are asked for. After one move some rows are nearer to another centre, so
labels and centres do not fit each other yet. Repeat both moves `steps` times, each time from the latest centres.
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
    if steps > 0:
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
