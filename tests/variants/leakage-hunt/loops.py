"""Plain loops, pair by pair."""


def auc(x, y):
    ahead = pairs = 0
    for bad, bad_label in zip(x, y):
        for good, good_label in zip(x, y):
            if bad_label == 1 and good_label == 0:
                pairs += 1
                ahead += 2 * (bad > good) + (bad == good)
    return ahead / pairs / 2


def leaks(names, x, y, known, limit):
    found = []
    for column, name in enumerate(names):
        score = auc(x[:, column], y)
        if known[column] > 0:
            found.append(name)
        if score >= limit or 1 - score >= limit:
            found.append(name)
    return found


def torn_groups(group, fold):
    first, torn = {}, []
    for person, number in zip(group, fold):
        if first.setdefault(person, number) != number:
            torn.append(person)
    return torn


def cv_score(x, y, fold):
    scores = []
    for number in sorted(set(fold.tolist())):
        others = [row for row in range(len(y)) if fold[row] != number]
        own = [row for row in range(len(y)) if fold[row] == number]
        best, strongest, falls = None, -1, False
        for column in range(x.shape[1]):
            score = auc([x[row, column] for row in others], [y[row] for row in others])
            if abs(2 * score - 1) > strongest:
                best, strongest, falls = column, abs(2 * score - 1), score < 0.5
        values = [-x[row, best] if falls else x[row, best] for row in own]
        scores.append(auc(values, [y[row] for row in own]))
    return sum(scores) / len(scores)
