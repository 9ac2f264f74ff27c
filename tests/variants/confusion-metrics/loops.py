"""Plain loops and nested lists."""


def confusion_matrix(y_true, y_pred, classes):
    counts = [[0] * classes for _ in range(classes)]
    for truth, prediction in zip(y_true, y_pred):
        counts[truth][prediction] += 1
    return counts


def tally(y_true, y_pred, positive):
    hits = false_alarms = misses = 0
    for truth, prediction in zip(y_true, y_pred):
        if truth == positive and prediction == positive:
            hits += 1
        elif prediction == positive:
            false_alarms += 1
        elif truth == positive:
            misses += 1
    return hits, false_alarms, misses


def precision_score(y_true, y_pred, positive):
    hits, false_alarms, _ = tally(y_true, y_pred, positive)
    return hits / (hits + false_alarms) if hits else 0


def recall_score(y_true, y_pred, positive):
    hits, _, misses = tally(y_true, y_pred, positive)
    return hits / (hits + misses) if hits else 0


def macro_f1_score(y_true, y_pred, classes):
    total = 0
    for positive in range(classes):
        precision = precision_score(y_true, y_pred, positive)
        recall = recall_score(y_true, y_pred, positive)
        if precision + recall > 0:
            total += 2 * precision * recall / (precision + recall)
    return total / classes
