"""The label you give a message depends on which other messages are in the same call: the vocabulary is built again from the messages to be
predicted. Column 7 then means one word when the model is fitted and another when it is used, and the weights sit on the wrong words.
Build the vocabulary, and every count that weighs its words, in fit; keep it in the model; only look words up in predict.
"""

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
