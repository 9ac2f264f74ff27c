"""Threshold under costs: so far, an offer goes to everyone who has been a customer for only a few months."""

import numpy as np


class NewCustomersGetAnOffer:
    def fit(self, X, y):
        # X is a pandas DataFrame, one row a customer; y is 1 for those who left and 0 for those who stayed, in the same order.
        # TODO: fit a model that gives each customer a probability of leaving.
        self.months = np.percentile(X["tenure"][y == 1], 75)
        return self

    def predict(self, X):
        # 1 (offer) or 0 (none) for each customer of X, in the order of X.
        # TODO: give an offer where that costs less, on average, than giving none.
        return (X["tenure"] <= self.months).astype(int)


def build_model():
    # Anything with fit(X, y) and predict(X) will do.
    return NewCustomersGetAnOffer()
