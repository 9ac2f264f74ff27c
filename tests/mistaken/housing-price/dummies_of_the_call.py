"""test-set-statistics/stops: the columns are the zip codes of the call, all 70 of them in a large one."""

import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge

NUMBERS = ["sqft_living", "grade", "lat", "long", "yr_built", "sqft_lot", "condition", "view", "waterfront"]


class Prices:
    def features(self, X):
        return pd.concat([np.log1p(X[NUMBERS].abs()), pd.get_dummies(X["zipcode"], dtype=float)], axis=1)

    def fit(self, X, y):
        self.line = Ridge(1.0).fit(self.features(X), np.log(y))
        return self

    def predict(self, X):
        return np.exp(self.line.predict(self.features(X)))


def build_model():
    return Prices()
