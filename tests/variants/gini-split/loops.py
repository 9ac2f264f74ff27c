"""Plain Python with counters; 0 as a whole number where nothing is mixed."""

from collections import Counter
from math import inf, nan


def gini(y):
    labels = list(map(int, y))
    if len(set(labels)) == 1:
        return 0
    return sum(count * (len(labels) - count) for count in Counter(labels).values()) / len(labels) ** 2


def best_threshold(x, y):
    rows = sorted(zip(x.tolist(), y.tolist()))
    best = (nan, inf)
    for i in range(1, len(rows)):
        below, above = rows[i - 1][0], rows[i][0]
        if below == above:
            continue
        left, right = [label for _, label in rows[:i]], [label for _, label in rows[i:]]
        impurity = len(left) / len(rows) * gini(left) + len(right) / len(rows) * gini(right)
        if impurity < best[1]:
            best = (below + (above - below) / 2, impurity)
    return best if best[1] < inf else (nan, gini(y))


def best_split(x, y):
    best = (-1, nan, inf)
    for j in range(len(x[0])):
        threshold, impurity = best_threshold(x[:, j], y)
        if threshold == threshold and impurity < best[2]:
            best = (j, threshold, impurity)
    return best if best[0] >= 0 else (-1, nan, gini(y))
