"""AUC from mean ranks; columns known too late first, everything with numpy."""

import numpy as np


def ranks(x):
    values, place, counts = np.unique(x, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def auc(x, y):
    bad = np.count_nonzero(y)
    return (ranks(x)[y == 1].sum() - bad * (bad + 1) / 2) / (bad * (len(y) - bad))


def leaks(names, x, y, known, limit):
    names = np.array(names, dtype=object)
    late = known > 0
    scores = np.apply_along_axis(auc, 0, x, y)
    copies = (scores >= limit) | (scores <= 1 - limit)
    return np.concatenate([names[late], names[copies & ~late]])


def torn_groups(group, fold):
    pairs = np.unique(np.stack([group, fold]), axis=1)[0]
    persons, folds = np.unique(pairs, return_counts=True)
    return persons[folds > 1].tolist()


def cv_score(x, y, fold):
    def score(own):
        outside = np.apply_along_axis(auc, 0, x[~own], y[~own]) - 0.5
        best = np.abs(outside).argmax()
        return 0.5 + np.sign(outside[best]) * (auc(x[own, best], y[own]) - 0.5)

    return float(np.mean([score(fold == number) for number in set(fold)]))
