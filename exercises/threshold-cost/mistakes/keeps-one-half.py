import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

VALUES = [
    ("contract", "Month-to-month"), ("contract", "Two year"), ("internet_service", "Fiber optic"), ("internet_service", "No"),
    ("payment_method", "Electronic check"), ("tech_support", "No"), ("online_security", "No"),
]


def features(customers):
    months = np.log1p(customers["tenure"])
    dollars = customers["monthly_charges"] / 100
    one_hot = [customers[column] == value for column, value in VALUES]
    return pd.concat([months, dollars, *one_hot], axis=1).astype(float).to_numpy()


class LikelyToLeave:
    def fit(self, X, y):
        self.model = LogisticRegression(max_iter=1000).fit(features(X), y)
        return self

    def predict(self, X):
        return self.model.predict(features(X))


def build_model():
    return LikelyToLeave()
