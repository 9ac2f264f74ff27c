"""A sparse matrix, as scikit-learn's encoder returns one."""

import numpy as np
from scipy.sparse import csr_matrix


def fit(values):
    return np.array(sorted(set(values)), dtype=object)


def transform(values, categories):
    column = {category: place for place, category in enumerate(categories)}
    known = [(row, column[value]) for row, value in enumerate(values) if value in column]
    rows, columns = np.array(known, dtype=int).reshape(-1, 2).T
    return csr_matrix((np.ones(len(known)), (rows, columns)), shape=(len(values), len(categories)))


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
