"""All rows in a random order, sorted by class; a row is drawn wherever the running total reaches the next whole number."""

import numpy as np
import pandas as pd


def stratified_split(y, test_share, seed):
    rows = pd.Series(y).sample(frac=1, random_state=seed).sort_values(kind="stable").index.to_numpy()
    totals = np.ceil(np.arange(len(rows) + 1) * test_share)
    is_test = np.diff(totals) > 0
    return rows[~is_test].astype(np.int32), rows[is_test].astype(np.int32)
