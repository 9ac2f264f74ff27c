"""How well scores rank positives above negatives: the ROC curve, and the area under it."""

import numpy as np


def roc_auc_score(y_true, y_score):
    positives, negatives = np.sum(y_true == 1), np.sum(y_true == 0)
    if positives == 0 or negatives == 0:
        return np.nan
    rank_sum = mean_ranks(y_score)[y_true == 1].sum()
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def roc_curve(y_true, y_score):
    order = np.argsort(-y_score)
    truth, score = y_true[order], y_score[order]
    # Rows of equal score pass a threshold together, so only the last row of a run makes a point.
    last_of_run = np.append(np.diff(score) != 0, True)
    hits = np.cumsum(truth == 1)[last_of_run]
    alarms = np.cumsum(truth == 0)[last_of_run]
    return rates(alarms), rates(hits), np.append(np.inf, score[last_of_run])


def mean_ranks(scores):
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    # A group that ends at rank r and has s members holds the ranks r − s + 1 … r; their mean is r − (s − 1)/2.
    return (np.cumsum(sizes) - (sizes - 1) / 2)[group]


def rates(counts):
    rising = np.append(0, counts)
    return rising / rising[-1] if rising[-1] > 0 else np.full(len(rising), np.nan)
