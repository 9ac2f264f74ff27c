"""Each value becomes the number of its category, in one column. A linear model or a distance then takes category 2 for
twice category 1, an order that nobody meant. Give each category a column of its own.
"""

import numpy as np


def fit(values):
    return sorted(set(values))


def transform(values, categories):
    codes = {category: code for code, category in enumerate(categories)}
    return np.array([[codes.get(value, -1)] for value in values])


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
