"""There are digits you never predict. The training rows come ordered by digit, so a plain cut holds back whole digits: the first 80 % of
the rows end before the 8s begin, and a model cannot learn what it has not been shown. Shuffle the rows with a fixed seed before you
hold some out, or split each digit by itself (a stratified split); before you return the model, fit it on all rows.
"""

from sklearn.neighbors import NearestCentroid


class CheckedOnTheRest:
    def fit(self, X, y):
        cut = len(X) * 8 // 10
        self.means = NearestCentroid().fit(X[:cut] / 255.0, y[:cut])
        self.accuracy = self.means.score(X[cut:] / 255.0, y[cut:])
        return self

    def predict(self, X):
        return self.means.predict(X / 255.0)


def build_model():
    return CheckedOnTheRest()
