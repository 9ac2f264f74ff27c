"""k-means: README.md says what each of the four returns."""

import numpy as np


def assign(x, centers):
    # TODO: for each row, which centre has the smallest squared distance?
    return np.zeros(len(x), dtype=int)


def update(x, labels, centers):
    moved = centers.copy()
    # TODO: the mean of each cluster's rows. What if it has none?
    return moved


def kmeans(x, centers, steps):
    # TODO: assign and update, `steps` times.
    labels = assign(x, centers)
    # TODO: the sum of squared distances to the nearest centre.
    inertia = 0.0
    return labels, centers, inertia


def cluster(x, start, steps):
    # TODO: scale the columns first, and bring the centres back to the units of x at the end.
    return kmeans(x, x[start], steps)
