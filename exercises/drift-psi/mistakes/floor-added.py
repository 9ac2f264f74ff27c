"""`floor` is added to every share. Bins that are well filled are then changed too, and the index is a little wrong
everywhere. The floor is a lowest share: raise what lies below it, and leave the rest.
"""

import numpy as np


def bin_edges(reference, bins):
    return np.quantile(reference, np.arange(1, bins) / bins)


def bin_shares(values, edges, floor):
    places = np.searchsorted(edges, values, side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return counts / len(values) + floor


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum((actual - expected) * np.log(actual / expected))
