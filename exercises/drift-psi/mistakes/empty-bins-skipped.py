"""Bins that are empty in one of the samples are left out of the sum. That is where most has changed: a group has
vanished, or come from nowhere. Keep every bin, with `floor` as the share of an empty one.
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
    kept = (expected > floor) & (actual > floor)
    expected, actual = expected[kept], actual[kept]
    return np.sum((actual - expected) * np.log(actual / expected))
