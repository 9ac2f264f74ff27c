"""Your model does tell the two kinds of message apart, but it names them the wrong way round: what it calls spam is ham. In the data 1 is
spam and 0 is ham. Look at where your code turns labels into classes, or scores into labels, and return 1 for spam.
"""

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import BernoulliNB
from sklearn.pipeline import make_pipeline


class HamIsOne:
    def fit(self, X, y):
        self.bayes = make_pipeline(CountVectorizer(max_features=1000), BernoulliNB())
        self.bayes.fit(X, [1 if label == 0 else 0 for label in y])
        return self

    def predict(self, X):
        return self.bayes.predict(X)


def build_model():
    return HamIsOne()
