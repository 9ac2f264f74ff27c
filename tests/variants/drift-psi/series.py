"""pandas: quantiles of a series, counts of bin numbers put in order."""

import numpy as np
import pandas as pd


def bin_edges(reference, bins):
    return pd.Series(reference).quantile([j / bins for j in range(1, bins)])


def bin_shares(values, edges, floor):
    places = pd.Series(np.digitize(values, edges, right=True))
    shares = places.value_counts(normalize=True).reindex(range(len(edges) + 1), fill_value=0)
    return shares.clip(lower=floor)


def psi(reference, new, bins, floor):
    edges = bin_edges(reference, bins)
    shares = pd.DataFrame({"e": bin_shares(reference, edges, floor), "a": bin_shares(new, edges, floor)})
    return ((shares.a - shares.e) * np.log(shares.a / shares.e)).sum()
