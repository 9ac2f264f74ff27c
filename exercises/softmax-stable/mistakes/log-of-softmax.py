"""This takes the logarithm of finished probabilities. One below 5e-324 has been rounded to 0 by then, and its logarithm
is −∞ instead of, say, −1000: a loss that cannot be trained on. Subtract ln Σ exp from the shifted logits instead.
"""

import numpy as np


def softmax(logits):
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def log_softmax(logits):
    return np.log(softmax(logits))
