"""The rows are shuffled and cut without a look at their classes. On average the shares are right, but in any one split
a class gets too many test rows or too few, and a rare one perhaps none. Draw from each class by itself.
"""

import math

import numpy as np


def stratified_split(y, test_share, seed):
    random = np.random.default_rng(seed)
    rows = random.permutation(len(y))
    take = math.ceil(test_share * len(y))
    return rows[take:], rows[:take]
