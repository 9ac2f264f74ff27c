"""A value that training never saw is put into the first column, as if it were that category. The model then answers
with full confidence for something it does not know. Leave its row all 0.
"""

import numpy as np


def fit(values):
    return sorted(set(values))


def transform(values, categories):
    columns = {category: column for column, category in enumerate(categories)}
    table = np.zeros((len(values), len(categories)))
    for row, value in enumerate(values):
        table[row, columns.get(value, 0)] = 1
    return table


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
