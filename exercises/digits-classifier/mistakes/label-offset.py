import numpy as np

DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]


class NearestMean:
    def fit(self, X, y):
        self.means = np.stack([X[y == digit].mean(axis=0) for digit in DIGITS])
        return self

    def predict(self, X):
        closeness = X @ self.means.T - np.sum(self.means**2, axis=1) / 2
        return closeness.argmax(axis=1)


def build_model():
    return NearestMean()
