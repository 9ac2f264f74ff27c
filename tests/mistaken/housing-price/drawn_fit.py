"""not-deterministic: fit draws its rows from the system's entropy."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor


def features(X):
    return X.drop(columns=["id", "date"]).assign(zipcode=X["zipcode"].astype(float))


class Prices:
    def fit(self, X, y):
        drawn = np.random.default_rng().integers(0, len(y), len(y))
        X, y = X.iloc[drawn], y[drawn]
        self.trees = HistGradientBoostingRegressor(max_iter=60, random_state=0).fit(features(X), np.log(y))
        return self

    def predict(self, X):
        return np.exp(self.trees.predict(features(X)))


def build_model():
    return Prices()
