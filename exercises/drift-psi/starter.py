"""Population stability index: README.md says what each of the three returns."""

import numpy as np


def bin_edges(reference, bins):
    # TODO: the quantiles 1/bins, 2/bins … of the reference.
    return np.zeros(bins - 1)


def bin_shares(values, edges, floor):
    bins = len(edges) + 1
    # TODO: which share of the values lies in each bin? No share may be below the floor.
    return np.full(bins, 1 / bins)


def psi(reference, new, bins, floor):
    # TODO: the shares of both samples in the same bins, then the sum. Whose bins?
    return 1.0
