import numpy as np


def roc_auc_score(y_true, y_score):
    fpr, tpr, _ = roc_curve(y_true, y_score)
    return np.trapezoid(tpr, fpr)


def roc_curve(y_true, y_score):
    order = np.argsort(-y_score)
    truth, score = y_true[order], y_score[order]
    last_of_run = np.append(np.diff(score) != 0, True)
    hits = np.cumsum(truth == 1)[last_of_run]
    alarms = np.cumsum(truth == 0)[last_of_run]
    return rates(alarms), rates(hits), score[last_of_run]


def rates(counts):
    return counts / counts[-1] if counts[-1] > 0 else np.full(len(counts), np.nan)
