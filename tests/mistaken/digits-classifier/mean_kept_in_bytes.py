"""wrapped-pixels/fitted: the mean picture is kept in bytes, so that what is below it wraps around."""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier


class CentredNeighbours:
    def fit(self, X, y):
        # centre the pixels; the mean image is kept in the pixels' own type, to save memory
        self.mean = X.mean(axis=0).astype(X.dtype)
        self.pca = PCA(n_components=50, random_state=0)
        self.knn = KNeighborsClassifier(n_neighbors=3)
        self.knn.fit(self.pca.fit_transform(X - self.mean), y)
        return self

    def predict(self, X):
        return self.knn.predict(self.pca.transform(X - self.mean))


def build_model():
    return CentredNeighbours()
