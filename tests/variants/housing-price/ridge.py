"""Ridge regression on logarithms, squares and one-hot zip codes; returns a list."""

import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge


class LogRidge:
    def fit(self, X, y):
        raw = self.features(X)
        self.columns, self.mean, self.scale = raw.columns, raw.mean(), raw.std().replace(0, 1)
        self.model = Ridge(1.0).fit((raw - self.mean) / self.scale, np.log(y))
        return self

    def features(self, X):
        numbers = X.drop(columns=["id", "date", "zipcode"]).astype(float)
        logs = np.log1p(numbers[["sqft_living", "sqft_lot", "sqft_above", "sqft_living15", "sqft_lot15"]]).add_prefix("log_")
        squares = (numbers[["grade", "yr_built", "lat", "long", "bathrooms"]] ** 2).add_prefix("square_")
        return pd.concat([numbers, logs, squares, pd.get_dummies(X["zipcode"], prefix="zip").astype(float)], axis=1)

    def predict(self, X):
        raw = self.features(X).reindex(columns=self.columns, fill_value=0.0)
        return list(np.exp(self.model.predict((raw - self.mean) / self.scale)))


def build_model():
    return LogRidge()
