"""pandas: its ranks average ties by themselves, and a group is a point of the curve."""

import numpy as np
import pandas as pd


def roc_auc_score(y_true, y_score):
    ranks = pd.Series(y_score).rank()
    positives = int(y_true.sum())
    negatives = len(y_true) - positives
    if min(positives, negatives) == 0:
        return np.nan
    return (ranks[y_true == 1].mean() - (positives + 1) / 2) / negatives


def roc_curve(y_true, y_score):
    frame = pd.DataFrame({"score": y_score, "hit": y_true, "alarm": 1 - y_true})
    counts = frame.groupby("score").sum().sort_index(ascending=False).cumsum()
    counts = pd.concat([pd.DataFrame({"hit": [0], "alarm": [0]}, index=[np.inf]), counts])
    rates = counts / counts.iloc[-1]
    return rates["alarm"].to_numpy(), rates["hit"].to_numpy(), counts.index.to_numpy(dtype=float)
