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
