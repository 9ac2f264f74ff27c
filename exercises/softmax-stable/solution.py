"""Scores to probabilities, row by row, for scores of any size."""

import numpy as np


def softmax(logits):
    # Subtracting a row's maximum cancels in the ratio, and leaves nothing above exp(0) = 1.
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def log_softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    # The sum is at least 1, so its logarithm is safe: no probability that rounds to 0 comes under a logarithm.
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
