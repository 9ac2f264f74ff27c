"""SciPy's distances, pandas' means by group, scikit-learn's scaler; clusters numbered from the last start row."""

import pandas as pd
from scipy.spatial.distance import cdist
from sklearn.preprocessing import StandardScaler


def assign(x, centers):
    return pd.DataFrame(cdist(x, centers)).idxmin(axis=1).to_numpy()


def update(x, labels, centers):
    means = pd.DataFrame(x).groupby(labels).mean()
    return means.reindex(range(len(centers))).fillna(pd.DataFrame(centers)).to_numpy()


def kmeans(x, centers, steps):
    for _ in range(steps):
        centers = update(x, assign(x, centers), centers)
    return assign(x, centers), centers, cdist(x, centers, "sqeuclidean").min(axis=1).sum()


def cluster(x, start, steps):
    scaler = StandardScaler().fit(x)
    scaled = scaler.transform(x)
    labels, centers, inertia = kmeans(scaled, scaled[start[::-1]], steps)
    return labels, scaler.inverse_transform(centers), inertia
