"""Cumulative shares, and PSI as the sum of both relative entropies, which SciPy has."""

import numpy as np
from scipy.special import rel_entr


def bin_edges(reference, bins):
    return np.percentile(reference, np.linspace(0, 100, bins + 1)[1:-1])


def bin_shares(values, edges, floor):
    up_to = (values[:, None] <= np.asarray(edges)).mean(axis=0)
    shares = np.diff(np.concatenate([[0.0], up_to, [1.0]]))
    shares[shares < floor] = floor
    return shares


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    e, a = (bin_shares(values, edges, floor) for values in (reference, new))
    return float(np.sum(rel_entr(a, e) + rel_entr(e, a)))
