"""Logistic regression on pandas' dummies; the two expected costs are worked out and the smaller is taken. Returns a list."""

import pandas as pd
from sklearn.linear_model import LogisticRegressionCV
from sklearn.preprocessing import StandardScaler

COSTS = [[0, 1], [5, 0]]  # by what is true, then by what is decided


class ExpectedCosts:
    def fit(self, X, y):
        self.columns = pd.get_dummies(X).columns
        self.scaler = StandardScaler().fit(self.table(X))
        self.model = LogisticRegressionCV(Cs=5, cv=5, scoring="neg_log_loss", max_iter=2000).fit(self.scaled(X), y)
        return self

    def table(self, X):
        return pd.get_dummies(X).reindex(columns=self.columns, fill_value=0).fillna(0).astype(float)

    def scaled(self, X):
        return self.scaler.transform(self.table(X))

    def predict(self, X):
        costs = self.model.predict_proba(self.scaled(X)) @ COSTS
        return [int(offer <= none) for none, offer in costs]


def build_model():
    return ExpectedCosts()
