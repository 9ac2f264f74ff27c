"""The standard library alone: decks of rows, and an endless round of folds."""

from itertools import cycle
from random import Random


def stratified_folds(y, k, seed):
    chance = Random(seed)
    decks = {}
    for row, label in enumerate(y.tolist()):
        decks.setdefault(label, []).append(row)
    fold, turn = {}, cycle(range(k))
    for deck in decks.values():
        chance.shuffle(deck)
        for row in deck:
            fold[row] = next(turn)
    return [fold[row] for row in range(len(y))]
