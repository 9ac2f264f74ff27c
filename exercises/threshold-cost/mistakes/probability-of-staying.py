"""Every customer gets the same decision. The probability you compare with 1/6 may be that of staying, which is above 1/6 for all: take
that of class 1, those who left. Or the two costs have changed places: a threshold of 5/6 is above what your model ever says, so that
nobody gets an offer. The dearer a missed customer is, the lower the threshold has to be.
"""

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
