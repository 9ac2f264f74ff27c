"""scikit-learn's own."""

import numpy as np
from sklearn.preprocessing import OneHotEncoder


def column(values):
    return np.array(values, dtype=object).reshape(-1, 1)


def fit(values):
    return OneHotEncoder().fit(column(values)).categories_[0]


def transform(values, categories):
    encoder = OneHotEncoder(categories=[categories], handle_unknown="ignore", sparse_output=False)
    return encoder.fit(column(categories)).transform(column(values))


def encode(train, test):
    encoder = OneHotEncoder(handle_unknown="ignore").fit(column(train))
    return encoder.transform(column(train)).toarray(), encoder.transform(column(test)).toarray()
