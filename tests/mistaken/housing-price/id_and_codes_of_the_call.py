"""order-or-id-leak/company: the id is a feature, and zipcodes are numbered anew in each call."""

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingRegressor


def prepare(X):
    X = X.copy()
    X["id"] = pd.to_numeric(X["id"])
    date = pd.to_datetime(X.pop("date"))
    X["month"] = date.dt.year * 12 + date.dt.month
    X["zipcode"] = X["zipcode"].astype("category").cat.codes
    return X


class Boosted:
    def fit(self, X, y):
        self.model = HistGradientBoostingRegressor(max_iter=300, learning_rate=0.08, random_state=0)
        self.model.fit(prepare(X), np.log1p(y))
        return self

    def predict(self, X):
        return np.expm1(self.model.predict(prepare(X)))


def build_model():
    return Boosted()
