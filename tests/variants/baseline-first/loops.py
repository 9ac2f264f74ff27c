"""Plain loops, the statistics module and whole numbers where they are equal."""

import statistics


def squared_error_baseline(train, test):
    constant = statistics.fmean(train)
    total = 0
    for y in test.tolist():
        total += (y - constant) ** 2
    return [constant, total / len(test)]


def absolute_error_baseline(train, test):
    constant = statistics.median(train.tolist())
    return constant, sum(abs(y - constant) for y in test.tolist()) / len(test)


def accuracy_baseline(train, test):
    counts = {}
    for label in train.tolist():
        counts[label] = counts.get(label, 0) + 1
    constant = min(counts, key=lambda label: (-counts[label], label))
    return constant, test.tolist().count(constant) / len(test)


def accuracy_skill(train, y_true, y_pred):
    baseline_hits = accuracy_baseline(train, y_true)[1] * len(y_true)
    left = len(y_true) - round(baseline_hits)
    hits = sum(truth == prediction for truth, prediction in zip(y_true.tolist(), y_pred.tolist()))
    return (hits - round(baseline_hits)) / left if left else 0
