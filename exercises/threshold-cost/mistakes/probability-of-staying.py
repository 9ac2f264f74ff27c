import numpy as np
from sklearn.linear_model import LogisticRegression


def features(customers):
    return np.log1p(customers[["tenure"]])


class ProbabilityOfStaying:
    def fit(self, X, y):
        self.model = LogisticRegression(max_iter=1000).fit(features(X), y)
        return self

    def predict(self, X):
        stays = self.model.predict_proba(features(X))[:, 0]
        return (stays >= 1 / (1 + 5)).astype(int)


def build_model():
    return ProbabilityOfStaying()
