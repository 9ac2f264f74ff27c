"""The range from the lowest to the highest value is cut into equal widths. One far value is enough to put nearly
everything into a single bin, where no shift can be seen. Cut at the quantiles, so that all bins are about equally full.
"""

import numpy as np


def bin_edges(reference, bins):
    return np.linspace(reference.min(), reference.max(), bins + 1)[1:-1]


def bin_shares(values, edges, floor):
    places = np.searchsorted(edges, values, side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return np.maximum(counts / len(values), floor)


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum((actual - expected) * np.log(actual / expected))
