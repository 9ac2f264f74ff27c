"""The exponential is taken of the logits as they are. exp(710) is already infinite and exp(−746) is 0, so large rows end
as NaN or ∞. Subtract each row's maximum first; the ratio stays the same.
"""

import numpy as np


def softmax(logits):
    weights = np.exp(logits)
    return weights / weights.sum(axis=1, keepdims=True)


def log_softmax(logits):
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
