"""Your filter calls every message, or nearly every one, ham. Judged by accuracy that looks good: seven messages in eight are ham, so
never saying spam is right 88 % of the time, and catches nothing. Choose models and thresholds by F1 of spam, which needs spam to be
both caught (recall) and free of false alarms (precision), and give the rare class more weight.
"""

import numpy as np


class LongMessageIsSpam:
    def fit(self, X, y):
        lengths = np.array([len(message) for message in X])
        limits = range(1000, -1, -50)
        accuracies = [np.mean((lengths > limit) == y) for limit in limits]
        self.limit = limits[np.argmax(accuracies)]
        return self

    def predict(self, X):
        return np.array([int(len(message) > self.limit) for message in X])


def build_model():
    return LongMessageIsSpam()
