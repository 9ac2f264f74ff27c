"""The bins are cut from both samples together. Each new batch then moves the edges, so two batches cannot be compared,
and the larger the batch, the more it hides its own drift. Take the edges from the reference alone.
"""

import numpy as np


def bin_edges(reference, bins):
    return np.quantile(reference, np.arange(1, bins) / bins)


def bin_shares(values, edges, floor):
    places = np.searchsorted(edges, values, side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return np.maximum(counts / len(values), floor)


def psi(reference, new, bins, floor):
    edges = bin_edges(np.concatenate([reference, new]), bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum((actual - expected) * np.log(actual / expected))
