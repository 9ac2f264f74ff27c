"""A column is added for values that training never saw. It is 0 in every training row, so no model can learn what it
means. Return one column for each category and no more; a row of zeros says "unseen".
"""

import numpy as np


def fit(values):
    return sorted(set(values))


def transform(values, categories):
    columns = {category: column for column, category in enumerate(categories)}
    table = np.zeros((len(values), len(categories) + 1))
    for row, value in enumerate(values):
        table[row, columns.get(value, len(categories))] = 1
    return table


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
