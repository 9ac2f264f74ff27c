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
