"""How far a column of new rows has moved from the same column in the training rows."""

import numpy as np


def bin_edges(reference, bins):
    return np.quantile(reference, np.arange(1, bins) / bins)


def bin_shares(values, edges, floor):
    # A value's bin is the number of edges below it, so values beyond all edges have a bin too.
    places = np.searchsorted(edges, values, side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return np.maximum(counts / len(values), floor)


def psi(reference, new, bins, floor):
    # The reference alone sets the edges: a yardstick must not move with what it measures.
    edges = bin_edges(reference, bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum((actual - expected) * np.log(actual / expected))
