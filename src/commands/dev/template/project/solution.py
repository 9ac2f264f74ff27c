"""The reference: what an expert would write, short."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor


class Model:
    def fit(self, X, y):
        self.boosting = HistGradientBoostingRegressor().fit(X.select_dtypes("number"), np.log1p(y))
        return self

    def predict(self, X):
        return np.expm1(self.boosting.predict(X.select_dtypes("number")))


def build_model():
    return Model()
