"""Handwritten digits: so far, the digit whose mean image is nearest."""

import numpy as np


class NearestMean:
    def fit(self, X, y):
        # X is a uint8 array of shape (rows, 784), 0 is paper and 255 ink; y holds the digits, in the same order.
        self.means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
        return self

    def predict(self, X):
        # One digit, 0 to 9, for each row of X, in the order of X.
        return np.array([np.sum((self.means - image) ** 2, axis=1).argmin() for image in X])


def build_model():
    # Anything with fit(X, y) and predict(X) will do: a scikit-learn pipeline, for instance.
    return NearestMean()
