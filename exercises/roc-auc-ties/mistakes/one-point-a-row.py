import numpy as np


def roc_auc_score(y_true, y_score):
    fpr, tpr, _ = roc_curve(y_true, y_score)
    return np.trapezoid(tpr, fpr)


def roc_curve(y_true, y_score):
    order = np.argsort(-y_score, kind="stable")
    truth, score = y_true[order], y_score[order]
    hits = np.cumsum(truth == 1)
    alarms = np.cumsum(truth == 0)
    return rates(alarms), rates(hits), np.append(np.inf, score)


def rates(counts):
    rising = np.append(0, counts)
    return rising / rising[-1] if rising[-1] > 0 else np.full(len(rising), np.nan)
