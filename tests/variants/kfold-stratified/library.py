"""scikit-learn's own."""

import numpy as np
from sklearn.model_selection import StratifiedKFold


def stratified_folds(y, k, seed):
    fold = np.zeros(len(y), dtype=np.int32)
    splitter = StratifiedKFold(n_splits=k, shuffle=True, random_state=seed)
    for number, (_, test) in enumerate(splitter.split(y, y)):
        fold[test] = number
    return fold
