"""wrapped-pixels: distances are computed in uint8."""

import numpy as np


class Digits:
    def fit(self, X, y):
        self.X, self.y = X[::20], y[::20]
        return self

    def predict(self, X):
        return np.array([self.y[((self.X - row) ** 2).sum(axis=1).argmin()] for row in X])


def build_model():
    return Digits()
