"""test-set-statistics/columns: the vocabulary is that of the call, so the columns never match."""

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC


class Spam:
    def fit(self, X, y):
        self.machine = LinearSVC().fit(CountVectorizer().fit_transform(X), y)
        return self

    def predict(self, X):
        return self.machine.predict(CountVectorizer().fit_transform(X))


def build_model():
    return Spam()
