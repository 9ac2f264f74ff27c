"""Membership as a table of zeros and ones; squared distances as ‖x‖² − 2·x·c + ‖c‖²."""

import numpy as np


def squared(x, centers):
    return (x**2).sum(1, keepdims=True) - 2 * x @ centers.T + (centers**2).sum(1)


def assign(x, centers):
    return np.argmin(squared(x, centers), axis=1).astype(np.int32)


def update(x, labels, centers):
    member = np.equal.outer(np.arange(len(centers)), labels).astype(float)
    counts = member.sum(axis=1, keepdims=True)
    return np.where(counts > 0, member @ x / np.maximum(counts, 1), centers)


def kmeans(x, centers, steps):
    centers = np.array(centers)
    while steps > 0:
        centers[:] = update(x, assign(x, centers), centers)
        steps -= 1
    labels = assign(x, centers)
    residuals = x - centers[labels]
    return labels, centers, np.vdot(residuals, residuals)


def cluster(x, start, steps):
    mean = x.mean(0)
    scale = np.where(np.ptp(x, axis=0) == 0, 1, x.std(0))
    scaled = (x - mean) / scale
    labels, centers, inertia = kmeans(scaled, np.take(scaled, start, axis=0), steps)
    return labels, np.asfortranarray(np.multiply(centers, scale) + mean), float(inertia)
