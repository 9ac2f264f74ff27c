"""test-set-statistics/stops: what is missing is filled with the mean of the call, which a row on its own has none of."""

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


class Offers:
    def features(self, X):
        return pd.get_dummies(X.fillna(X.mean(numeric_only=True)), dtype=float)

    def fit(self, X, y):
        rows = self.features(X)
        self.columns = rows.columns
        self.line = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(rows, y)
        return self

    def predict(self, X):
        rows = self.features(X).reindex(columns=self.columns, fill_value=0)
        return (self.line.predict_proba(rows)[:, 1] >= 1 / 6).astype(int)


def build_model():
    return Offers()
