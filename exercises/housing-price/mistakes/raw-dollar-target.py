from sklearn.linear_model import LinearRegression

COLUMNS = [
    "bedrooms", "bathrooms", "sqft_living", "sqft_lot", "floors", "waterfront", "view", "condition", "grade", "sqft_above",
    "yr_built", "yr_renovated", "lat", "long", "sqft_living15", "sqft_lot15",
]


class DollarLine:
    def fit(self, X, y):
        self.line = LinearRegression().fit(X[COLUMNS], y)
        return self

    def predict(self, X):
        return self.line.predict(X[COLUMNS])


def build_model():
    return DollarLine()
