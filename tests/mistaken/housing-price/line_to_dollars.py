"""small-targets-missed: a line through the prices themselves, kept above the cheapest house."""

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ["bedrooms", "bathrooms", "sqft_living", "sqft_lot", "floors", "waterfront", "view", "condition", "grade",
           "sqft_basement", "yr_built", "yr_renovated", "lat", "long", "sqft_living15", "sqft_lot15"]


class Prices:
    def fit(self, X, y):
        columns = make_column_transformer(
            (StandardScaler(), NUMBERS),
            (OneHotEncoder(handle_unknown="ignore"), ["zipcode"]),
        )
        self.model = make_pipeline(columns, LinearRegression()).fit(X, y)
        self.cheapest = y.min()
        return self

    def predict(self, X):
        # a line may go below zero; no house is cheaper than the cheapest seen
        return np.maximum(self.model.predict(X), self.cheapest)


def build_model():
    return Prices()
