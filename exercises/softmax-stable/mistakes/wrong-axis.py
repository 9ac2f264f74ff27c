"""The maximum and the sum run down the columns, over different examples. Each row is one example and must sum to 1 by
itself. Reduce along each row (`axis=1`, keeping the axis).
"""

import numpy as np


def softmax(logits):
    weights = np.exp(logits - logits.max(axis=0, keepdims=True))
    return weights / weights.sum(axis=0, keepdims=True)


def log_softmax(logits):
    shifted = logits - logits.max(axis=0, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))
