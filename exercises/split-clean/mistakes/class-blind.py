import math

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(seed)
    rows = random.permutation(len(y))
    take = math.ceil(test_share * len(y))
    return rows[take:], rows[:take]
