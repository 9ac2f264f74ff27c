"""Plain loops over lists, stopping as soon as no label changes."""

import math
import statistics


def assign(x, centers):
    labels = []
    for row in x:
        best = 0
        for j in range(1, len(centers)):
            if math.dist(row, centers[j]) < math.dist(row, centers[best]):
                best = j
        labels.append(best)
    return labels


def update(x, labels, centers):
    moved = []
    for j, center in enumerate(centers):
        members = [row for row, label in zip(x, labels) if label == j]
        moved.append([statistics.fmean(column) for column in zip(*members)] if members else list(center))
    return moved


def kmeans(x, centers, steps):
    centers = [list(center) for center in centers]
    labels = assign(x, centers)
    for _ in range(steps):
        centers = update(x, labels, centers)
        before, labels = labels, assign(x, centers)
        if labels == before:
            break
    return labels, centers, sum(math.dist(row, centers[label]) ** 2 for row, label in zip(x, labels))


def cluster(x, start, steps):
    columns = list(zip(*x.tolist()))
    means = [statistics.fmean(column) for column in columns]
    scales = [statistics.pstdev(column) or 1 for column in columns]
    scaled = [[(value - m) / s for value, m, s in zip(row, means, scales)] for row in x.tolist()]
    labels, centers, inertia = kmeans(scaled, [scaled[i] for i in start], steps)
    return [labels, [[value * s + m for value, m, s in zip(center, means, scales)] for center in centers], inertia]
