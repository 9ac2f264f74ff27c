"""Points in the middle of a straight piece are left out, as scikit-learn does unless told otherwise. The area stays the
same, but thresholds that a user may want to choose are gone. Keep every distinct score (`drop_intermediate=False`).
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
    corner = np.ones(len(hits), dtype=bool)
    corner[1:-1] = (np.diff(hits, 2) != 0) | (np.diff(alarms, 2) != 0)
    hits, alarms, thresholds = hits[corner], alarms[corner], score[last_of_run][corner]
    return rates(alarms), rates(hits), np.append(np.inf, thresholds)


def mean_ranks(scores):
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    return (np.cumsum(sizes) - (sizes - 1) / 2)[group]


def rates(counts):
    rising = np.append(0, counts)
    return rising / rising[-1] if rising[-1] > 0 else np.full(len(rising), np.nan)
