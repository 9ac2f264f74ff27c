"""Spam filter: so far, every long message is spam."""

import numpy as np


class LongMessageIsSpam:
    def fit(self, X, y):
        # X is a list of str, one a message; y holds 1 for spam and 0 for ham, in the same order.
        spam_lengths = [len(message) for message, label in zip(X, y) if label == 1]
        self.limit = np.percentile(spam_lengths, 25)
        return self

    def predict(self, X):
        # 1 (spam) or 0 (ham) for each message of X, in the order of X.
        return np.array([1 if len(message) > self.limit else 0 for message in X])


def build_model():
    # Anything with fit(X, y) and predict(X) will do: a scikit-learn pipeline, for instance.
    return LongMessageIsSpam()
