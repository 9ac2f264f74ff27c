"""wrong-row-order/sorted: the prices come back sorted."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor


def features(X):
    return X.drop(columns=["id", "date"]).assign(zipcode=X["zipcode"].astype(float))


class Prices:
    def fit(self, X, y):
        self.trees = HistGradientBoostingRegressor(max_iter=60, random_state=0).fit(features(X), np.log(y))
        return self

    def predict(self, X):
        return np.sort(np.exp(self.trees.predict(features(X))))


def build_model():
    return Prices()
