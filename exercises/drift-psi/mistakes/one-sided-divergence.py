"""The sum is Σ a · ln(a/e), the relative entropy. Its terms can be negative and cancel each other, and a bin that
empties hardly counts. PSI weighs each logarithm with the difference of the shares, a − e.
"""

import numpy as np


def bin_edges(reference, bins):
    return np.quantile(reference, np.arange(1, bins) / bins)


def bin_shares(values, edges, floor):
    places = np.searchsorted(edges, values, side="left")
    counts = np.bincount(places, minlength=len(edges) + 1)
    return np.maximum(counts / len(values), floor)


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum(actual * np.log(actual / expected))
