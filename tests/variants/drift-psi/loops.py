"""Plain loops over sorted lists, with bisect."""

from bisect import bisect_left
from math import floor as whole
from math import log


def bin_edges(reference, bins):
    ordered = sorted(reference.tolist()) + [0.0]
    edges = []
    for j in range(1, bins):
        position = (len(reference) - 1) * j / bins
        below = whole(position)
        part = position - below
        edges.append(ordered[below] + (part * (ordered[below + 1] - ordered[below]) if part else 0))
    return edges


def bin_shares(values, edges, floor):
    counts = [0] * (len(edges) + 1)
    for value in values:
        counts[bisect_left(edges, value)] += 1
    return [max(count / len(values), floor) for count in counts]


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    total = 0
    for e, a in zip(bin_shares(reference, edges, floor), bin_shares(new, edges, floor)):
        total += (a - e) * (log(a) - log(e))
    return total
