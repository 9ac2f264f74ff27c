"""numpy's logaddexp, transposed."""

import numpy as np


def log_softmax(logits):
    columns = logits.T
    return (columns - np.logaddexp.reduce(columns, axis=0)).T


def softmax(logits):
    return np.exp(log_softmax(logits))
