"""Plain Python: the curve from a dictionary of scores, the area from its trapezoids."""

import math


def roc_auc_score(y_true, y_score):
    fpr, tpr, _ = roc_curve(y_true, y_score)
    points = list(zip(fpr, tpr))
    return sum((right - left) * (low + high) / 2 for (left, low), (right, high) in zip(points, points[1:]))


def roc_curve(y_true, y_score):
    counts = {}
    for truth, score in zip(y_true.tolist(), y_score.tolist()):
        counts.setdefault(score, [0, 0])[truth] += 1
    thresholds, alarms, hits = [math.inf], [0], [0]
    for score in sorted(counts, reverse=True):
        thresholds.append(score)
        alarms.append(alarms[-1] + counts[score][0])
        hits.append(hits[-1] + counts[score][1])
    return share(alarms), share(hits), thresholds


def share(counts):
    return [count / counts[-1] if counts[-1] else math.nan for count in counts]
