"""The scores are cut at 0.5 before they are ranked. Only two values are left, most pairs tie, and what comes out is the
quality of one threshold, not of the ranking. Rank the scores as they are; the curve tries every threshold itself.
"""

import numpy as np


def roc_auc_score(y_true, y_score):
    positives, negatives = np.sum(y_true == 1), np.sum(y_true == 0)
    if positives == 0 or negatives == 0:
        return np.nan
    rank_sum = mean_ranks(hard_labels(y_score))[y_true == 1].sum()
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def roc_curve(y_true, y_score):
    labels = hard_labels(y_score)
    order = np.argsort(-labels)
    truth, score = y_true[order], labels[order]
    last_of_run = np.append(np.diff(score) != 0, True)
    hits = np.cumsum(truth == 1)[last_of_run]
    alarms = np.cumsum(truth == 0)[last_of_run]
    return rates(alarms), rates(hits), np.append(np.inf, score[last_of_run])


def hard_labels(y_score):
    return np.where(y_score >= 0.5, 1.0, 0.0)


def mean_ranks(scores):
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    return (np.cumsum(sizes) - (sizes - 1) / 2)[group]


def rates(counts):
    rising = np.append(0, counts)
    return rising / rising[-1] if rising[-1] > 0 else np.full(len(rising), np.nan)
