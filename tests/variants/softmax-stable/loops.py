"""Plain loops over Python floats."""

import math


def log_softmax_row(row):
    highest = max(row)
    total = highest + math.log(math.fsum(math.exp(logit - highest) for logit in row))
    return [logit - total for logit in row]


def softmax(logits):
    return [[math.exp(value) for value in log_softmax_row(row)] for row in logits.tolist()]


def log_softmax(logits):
    return [log_softmax_row(row) for row in logits.tolist()]
