"""not-deterministic: predict draws numbers without a seed of its own."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor


def features(X):
    return X.drop(columns=["id", "date"]).assign(zipcode=X["zipcode"].astype(float))


class Prices:
    def fit(self, X, y):
        self.trees = HistGradientBoostingRegressor(max_iter=60, random_state=0).fit(features(X), np.log(y))
        return self

    def predict(self, X):
        return np.exp(self.trees.predict(features(X)) + 0.01 * np.random.randn(len(X)))


def build_model():
    return Prices()
