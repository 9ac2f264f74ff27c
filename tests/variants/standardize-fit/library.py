"""scikit-learn's own."""

from sklearn.preprocessing import StandardScaler


def fit(x):
    scaler = StandardScaler().fit(x)
    return scaler.mean_, scaler.scale_


def transform(x, mean, scale):
    scaler = StandardScaler()
    scaler.mean_, scaler.scale_, scaler.n_features_in_ = mean, scale, len(mean)
    return scaler.transform(x)


def standardize(train, test):
    scaler = StandardScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)
