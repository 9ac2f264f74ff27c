"""scikit-learn's own."""

import numpy as np
from sklearn.model_selection import train_test_split


def stratified_split(y, test_share, seed):
    return train_test_split(np.arange(len(y)), test_size=test_share, stratify=y, random_state=seed)
