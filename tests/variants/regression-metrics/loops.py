"""Plain loops over Python floats."""

import math


def root_mean_squared_error(y_true, y_pred):
    total = 0.0
    for truth, prediction in zip(y_true, y_pred):
        total += (float(truth) - float(prediction)) ** 2
    return math.sqrt(total / len(y_true))


def mean_absolute_error(y_true, y_pred):
    return math.fsum(abs(truth - prediction) for truth, prediction in zip(y_true.tolist(), y_pred.tolist())) / len(y_true)


def r2_score(y_true, y_pred):
    truths = y_true.tolist()
    if min(truths) == max(truths):
        return 1 if truths == y_pred.tolist() else 0
    mean = math.fsum(truths) / len(truths)
    spread = math.fsum((truth - mean) ** 2 for truth in truths)
    return 1 - math.fsum((truth - prediction) ** 2 for truth, prediction in zip(truths, y_pred.tolist())) / spread


def root_mean_squared_log_error(y_true, y_pred):
    logs = [(math.log(1 + truth) - math.log(1 + prediction)) ** 2 for truth, prediction in zip(y_true, y_pred)]
    return (sum(logs) / len(logs)) ** 0.5
