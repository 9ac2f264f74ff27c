"""pandas: dummies of a categorical."""

import pandas as pd


def fit(values):
    return pd.Series(values).drop_duplicates().sort_values().tolist()


def transform(values, categories):
    dummies = pd.get_dummies(pd.Series(values), dtype=int)
    return dummies.reindex(columns=list(categories), fill_value=0).to_numpy()


def encode(train, test):
    categories = fit(train)
    return transform(train, categories), transform(test, categories)
