import numpy as np


class NearestMean:
    def fit(self, X, y):
        self.means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
        return self

    def predict(self, X):
        waiting = list(X)
        labels = []
        while waiting:
            image = waiting.pop()
            labels.append(np.sum((self.means - image) ** 2, axis=1).argmin())
        return np.array(labels)


def build_model():
    return NearestMean()
