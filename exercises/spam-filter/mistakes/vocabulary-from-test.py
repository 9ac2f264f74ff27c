from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import BernoulliNB


def count_words(messages):
    return CountVectorizer(max_features=500).fit_transform(messages)


class WordCounts:
    def fit(self, X, y):
        self.bayes = BernoulliNB().fit(count_words(X), y)
        return self

    def predict(self, X):
        return self.bayes.predict(count_words(X))


def build_model():
    return WordCounts()
