import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler

COLUMNS = [
    "bedrooms", "bathrooms", "sqft_living", "sqft_lot", "floors", "waterfront", "view", "condition", "grade", "sqft_above",
    "yr_built", "yr_renovated", "lat", "long", "sqft_living15", "sqft_lot15",
]


def encode(houses):
    table = houses[COLUMNS].copy()
    table["sales_in_zipcode"] = houses.groupby("zipcode")["zipcode"].transform("size").astype(float)
    return StandardScaler().fit_transform(table)


class EncodedLine:
    def fit(self, X, y):
        self.line = LinearRegression().fit(encode(X), np.log1p(y))
        return self

    def predict(self, X):
        return np.expm1(self.line.predict(encode(X)))


def build_model():
    return EncodedLine()
