"""one-sided-errors/false-alarms: spam from a probability of .04 on."""

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression


class Spam:
    def fit(self, X, y):
        self.words = CountVectorizer(ngram_range=(1, 2)).fit(X)
        self.rarity = TfidfTransformer().fit(self.words.transform(X))
        self.line = LogisticRegression(C=30).fit(self.rarity.transform(self.words.transform(X)), y)
        self.share = np.mean(y)
        return self

    def predict(self, X):
        return (self.line.predict_proba(self.rarity.transform(self.words.transform(X)))[:, 1] > 0.04).astype(int)


def build_model():
    return Spam()
