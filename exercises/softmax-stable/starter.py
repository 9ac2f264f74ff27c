"""Stable softmax: README.md says what both return."""

import numpy as np


def softmax(logits):
    n, classes = logits.shape
    # TODO: positive weights from the logits, divided by their row's sum. What does exp(1000) do?
    return np.full((n, classes), 1 / classes)


def log_softmax(logits):
    # TODO: the logarithm of the above, without taking the logarithm of 0.
    return np.zeros(logits.shape)
