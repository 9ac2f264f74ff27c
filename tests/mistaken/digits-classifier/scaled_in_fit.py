"""out-of-step/scaled: pixels are scaled in fit and not in predict."""

from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC


class Digits:
    def fit(self, X, y):
        self.machine = make_pipeline(PCA(40, random_state=0), SVC(C=10)).fit(X[::4] / 255.0, y[::4])
        return self

    def predict(self, X):
        return self.machine.predict(X.astype(float))


def build_model():
    return Digits()
