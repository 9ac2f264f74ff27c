"""Logistic regression on groups of letters, the rarer class weighed up; returns a list."""

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression


class Letters:
    def fit(self, X, y):
        self.vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True)
        self.model = LogisticRegression(C=30, class_weight="balanced", max_iter=2000).fit(self.vectorizer.fit_transform(X), y)

    def predict(self, X):
        return [int(label) for label in self.model.predict(self.vectorizer.transform(X))]


def build_model():
    return Letters()
