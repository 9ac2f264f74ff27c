"""Your decisions are right more often than the reference's, and cost more. You give an offer where a customer more likely leaves than
stays, as if both errors cost the same; but a lost customer costs five wasted offers. An offer costs 1·(1 - p) on average and none costs
5·p, so decide 1 from p = 1/(1 + 5) on. `predict` of a classifier always cuts at one half: take its probabilities.
"""

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
