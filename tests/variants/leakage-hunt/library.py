"""scikit-learn and pandas."""

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut


def auc(x, y):
    return roc_auc_score(y, x)


def leaks(names, x, y, known, limit):
    frame = pd.DataFrame(x, columns=names)
    score = frame.apply(lambda column: roc_auc_score(y, column))
    too_good = (score - 0.5).abs() >= limit - 0.5
    return sorted(set(frame.columns[too_good]) | set(np.array(names)[known > 0]))


def torn_groups(group, fold):
    folds = pd.Series(fold).groupby(group).nunique()
    return folds.index[folds > 1]


def cv_score(x, y, fold):
    total = 0
    for others, own in LeaveOneGroupOut().split(x, y, groups=fold):
        score = np.array([roc_auc_score(y[others], x[others, column]) for column in range(x.shape[1])])
        best = np.maximum(score, 1 - score).argmax()
        sign = 1 if score[best] > 0.5 else -1
        total += roc_auc_score(y[own], sign * x[own, best])
    return total / len(set(fold))
