"""The predictions are logarithms of what was asked for. Undo the logarithm in predict."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor


class Model:
    def fit(self, X, y):
        self.boosting = HistGradientBoostingRegressor().fit(X.select_dtypes("number"), np.log1p(y))
        return self

    def predict(self, X):
        return self.boosting.predict(X.select_dtypes("number"))


def build_model():
    return Model()
