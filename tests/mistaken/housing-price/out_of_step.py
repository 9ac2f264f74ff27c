"""out-of-step: the rows are shuffled, their prices are not."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor


def features(X):
    return X.drop(columns=["id", "date"]).assign(zipcode=X["zipcode"].astype(float))


class Prices:
    def fit(self, X, y):
        X = X.sample(frac=1, random_state=0)
        self.trees = HistGradientBoostingRegressor(max_iter=60, random_state=0).fit(features(X), np.log(y))
        return self

    def predict(self, X):
        return np.exp(self.trees.predict(features(X)))


def build_model():
    return Prices()
