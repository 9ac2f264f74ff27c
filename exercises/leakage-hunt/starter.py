"""Leaks: README.md says what each of the four returns."""

import numpy as np


def auc(x, y):
    # TODO: of all pairs of a bad row and a good one, the share in which the bad row's value is larger; ties count half.
    return 0.5


def leaks(names, x, y, known, limit):
    # TODO: the names of the columns that are known too late, or that tell the classes apart too well.
    return names[:1]


def torn_groups(group, fold):
    # TODO: the groups that have rows in more than one fold.
    return group[:1]


def cv_score(x, y, fold):
    scores = []
    for number in np.unique(fold):
        # TODO: choose a column on the rows outside this fold, then score it on the rows inside.
        scores.append(0.0)
    return np.mean(scores)
