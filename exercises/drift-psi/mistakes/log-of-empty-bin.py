"""An empty bin keeps its share of 0. The logarithm of 0, or a division by it, makes the index infinite or NaN, and the
alarm says nothing. Raise every share to at least `floor`.
"""

import numpy as np


def bin_edges(reference, bins):
    return np.quantile(reference, np.arange(1, bins) / bins)


def bin_shares(values, edges, floor):
    places = np.searchsorted(edges, values, side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return counts / len(values)


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum((actual - expected) * np.log(actual / expected))
