"""The maximum of the whole table is subtracted from every row. A row that lies far below it underflows to 0, and 0/0 is
NaN. Subtract from each row its own maximum.
"""

import numpy as np


def softmax(logits):
    weights = np.exp(logits - logits.max())
    return weights / weights.sum(axis=1, keepdims=True)


def log_softmax(logits):
    shifted = logits - logits.max()
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
