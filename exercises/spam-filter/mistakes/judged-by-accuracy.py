import numpy as np


class LongMessageIsSpam:
    def fit(self, X, y):
        lengths = np.array([len(message) for message in X])
        limits = range(1000, -1, -50)
        accuracies = [np.mean((lengths > limit) == y) for limit in limits]
        self.limit = limits[np.argmax(accuracies)]
        return self

    def predict(self, X):
        return np.array([int(len(message) > self.limit) for message in X])


def build_model():
    return LongMessageIsSpam()
