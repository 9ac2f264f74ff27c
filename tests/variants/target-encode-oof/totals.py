"""Sums over all rows less those of the row's own fold: no second pass over the others."""

from collections import Counter, defaultdict


def totals(keys, y):
    sums, counts = defaultdict(float), Counter()
    for key, target in zip(keys, y.tolist()):
        sums[key] += target
        counts[key] += 1
    return sums, counts


def fit(values, y, m):
    prior = sum(y) / len(y)
    sums, counts = totals(values, y)
    categories = sorted(sums)
    return categories, [(sums[c] + m * prior) / (counts[c] + m) for c in categories], prior


def transform(values, categories, encoding, prior):
    categories = list(categories)
    return [encoding[categories.index(value)] if value in categories else prior for value in values]


def out_of_fold(values, y, fold, m):
    fold = fold.tolist()
    sums, counts = totals(values, y)
    cell_sums, cell_counts = totals(list(zip(values, fold)), y)
    fold_sums, fold_counts = totals(fold, y)
    encoded = []
    for value, number in zip(values, fold):
        prior = (sum(y) - fold_sums[number]) / (len(y) - fold_counts[number])
        count = counts[value] - cell_counts[value, number]
        total = sums[value] - cell_sums[value, number]
        encoded.append((total + m * prior) / (count + m) if count else prior)
    return encoded
