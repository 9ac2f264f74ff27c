"""Plain loops, whole numbers."""


def fit(values):
    categories = []
    for value in values:
        if value not in categories:
            categories.append(value)
    categories.sort()
    return categories


def transform(values, categories):
    table = []
    for value in values:
        row = [0] * len(categories)
        if value in categories:
            row[categories.index(value)] = 1
        table.append(row)
    return table


def encode(train, test):
    categories = fit(train)
    return [transform(train, categories), transform(test, categories)]
