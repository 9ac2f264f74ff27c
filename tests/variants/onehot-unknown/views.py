"""Views of a dictionary, and rows that are computed when they are asked for."""


def fit(values):
    return dict.fromkeys(sorted(values)).keys()


def transform(values, categories):
    return map(lambda value: (float(value == category) for category in categories), values)


def encode(train, test):
    categories = list(fit(train))
    return (transform(part, categories) for part in (train, test))
