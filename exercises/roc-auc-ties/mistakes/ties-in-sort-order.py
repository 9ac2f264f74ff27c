"""Equal scores get different ranks, in whatever order the sort left them. Shuffle the rows and the AUC changes, though the
model is the same; a file sorted by class can even look perfect. Give rows of equal score the mean of their ranks.
"""

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
    last_of_run = np.append(np.diff(score) != 0, True)
    hits = np.cumsum(truth == 1)[last_of_run]
    alarms = np.cumsum(truth == 0)[last_of_run]
    return rates(alarms), rates(hits), np.append(np.inf, score[last_of_run])


def mean_ranks(scores):
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return ranks


def rates(counts):
    rising = np.append(0, counts)
    return rising / rising[-1] if rising[-1] > 0 else np.full(len(rising), np.nan)
