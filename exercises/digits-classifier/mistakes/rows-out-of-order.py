"""Your labels fit the images, but not in the order of the images: the first answer belongs to another row, for instance to the last one.
Answer i must be for row i of the array you were given. Look for a list that is filled from the back, or for a sort that is not
undone.
"""

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
