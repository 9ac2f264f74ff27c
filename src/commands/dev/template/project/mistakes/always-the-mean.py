import numpy as np


class Model:
    def fit(self, X, y):
        self.answer = np.mean(y)
        return self

    def predict(self, X):
        return np.full(len(X), self.answer)


def build_model():
    return Model()
