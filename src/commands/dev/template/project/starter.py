"""TITLE: README.md says what to predict."""

import numpy as np


class Model:
    def fit(self, X, y):
        # TODO: learn from the columns; what stands here looks at none.
        self.answer = np.median(y)
        return self

    def predict(self, X):
        return np.full(len(X), self.answer)


def build_model():
    return Model()
