"""The standard library alone: plain lists, and whole numbers for the quotas."""

import random
from math import ceil


def stratified_split(y, test_share, seed):
    chance = random.Random(seed)
    classes = {}
    for row, label in enumerate(y.tolist()):
        classes.setdefault(label, []).append(row)
    train, test, seen = [], [], 0
    for rows in classes.values():
        seen += len(rows)
        chosen = chance.sample(rows, ceil(test_share * seen) - len(test))
        test += chosen
        train += set(rows) - set(chosen)
    chance.shuffle(train)
    return train, test
